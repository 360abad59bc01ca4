namespace Proscenium.Tests.Cli;

/// <summary>Former names of options work as the present ones do, and no help shows them.</summary>
[Collection("console")]
public class FormerNameTests
{
    [Theory]
    [InlineData("design", "--like")]
    [InlineData("analyze", "--like", "--draws", "--draw-tolerance")]
    [InlineData("upmix", "--against")]
    [InlineData("live", "--for")]
    [InlineData("export", "--as")]
    public void Help_DoesNotShowThem(string verb, params string[] formerNames)
    {
        string help = Command.Succeed(verb, "--help");
        Assert.All(formerNames, name => Assert.DoesNotContain(name + " ", help));
        Assert.All(formerNames, name => Assert.DoesNotContain(name + ",", help));
    }

    [Theory]
    [InlineData("--like", "PLAN")]
    [InlineData("--like=PLAN")]
    [InlineData("--from-plan", "PLAN")]
    public void FromPlan_DesignsTheSamePlanAgain(params string[] option)
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone", "--angle", "none");
        Command.Succeed(["design", "-q", "-o", folder["again"], .. option.Select(part => part.Replace("PLAN", folder["plan"]))]);
        foreach (string file in Directory.EnumerateFiles(folder["plan"])) Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["again"], Path.GetFileName(file))));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void MonteCarlo_GivesTheSameFigures_AndTheCommandLineAsItWasTyped()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone", "--angle", "none");
        string former = Command.Succeed("analyze", "--plan", folder["plan"], "--draws", "2", "--draw-tolerance", "1,6", "--json", "-", "--report", folder["page.html"]);
        string present = Command.Succeed("analyze", "--plan", folder["plan"], "--monte-carlo", "2", "--monte-carlo-tolerance", "1,6", "--json", "-");
        Assert.Equal(present, former);
        Assert.Contains("--draws 2 --draw-tolerance 1,6", File.ReadAllText(folder["page.html"]));
    }

    [Fact]
    public void Reference_MeasuresTheSame()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["mix.wav"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        Sounds.Write(folder["centre.wav"], 48000, Signals.Noise(48000, 3));
        string present = Command.Run("upmix", folder["mix.wav"], "--reference", folder["centre.wav"]).Output;
        Assert.Contains("SI-SDR", present);
        Assert.Equal(present, Command.Run("upmix", folder["mix.wav"], "--against", folder["centre.wav"]).Output);
    }

    [Theory]
    [InlineData("--for")]
    [InlineData("--duration")]
    public void Duration_IsRead(string name) => Assert.Contains("above 0", Command.Fail(2, "live", "--device", "laptop", name, "0", "--server", "nobody"));

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("camilladsp", "camilladsp-race.yml")]
    [InlineData("easyeffects", "proscenium-race.json")]
    public void RaceFormats_WriteTheSameFile(string program, string file)
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone", "--angle", "none");
        string former = Command.Succeed("export", "--plan", folder["plan"], "--format", program, "--as", "race", "-o", folder["former"], "--json", "-");
        string present = Command.Succeed("export", "--plan", folder["plan"], "--format", program + "-race", "-o", folder["present"], "--json", "-");
        Assert.Equal(present.Replace(folder["present"], ""), former.Replace(folder["former"], ""));
        Assert.Equal(File.ReadAllBytes(folder[$"present/{file}"]), File.ReadAllBytes(folder[$"former/{file}"]));
    }
}
