using Proscenium.Fuzz;

namespace Proscenium.Tests.Files;

public sealed class FuzzTests : IDisposable
{
    static readonly TimeSpan _quick = TimeSpan.FromSeconds(1.5);
    static readonly Lazy<IReadOnlyList<FuzzTarget>> _targets = new(() => FuzzTargets.All(RecordedData.FolderOrNull("faults")));

    readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait(Traits.Category, Traits.Slow)]
    public void ChangedInputs_AreRead_OrRefused_AndNothingElse(string name)
    {
        // oracle: no error but the project's own, no input over two seconds, none that takes over 500 MB
        FuzzTarget target = _targets.Value.Single(target => target.Name == name);
        Assert.SkipWhen(target.Seeds.Count == 0, "missing data: faults");
        FuzzRun run = new(target, _folder["scratch"], _folder["finds"], Environment.TickCount);
        Directory.CreateDirectory(_folder["scratch"]);
        run.For(_quick, long.MaxValue);
        Assert.Equal([], run.Finds);
        Assert.True(run.Inputs > target.Seeds.Count, $"{run.Inputs} inputs");
    }

    [Fact]
    public void WhatOnceWentWrong_DoesNotAnyMore()
    {
        string finds = Path.Combine(AppContext.BaseDirectory, "Finds");
        foreach (string path in Directory.Exists(finds) ? Directory.GetFiles(finds) : [])
        {
            FuzzTarget target = _targets.Value.Where(target => Path.GetFileName(path).StartsWith(target.Name + "-", StringComparison.Ordinal)).MaxBy(target => target.Name.Length)!;
            Assert.Null(FuzzRun.Outcome(target, File.ReadAllBytes(path), Directory.CreateDirectory(_folder["replay"]).FullName, out _, out _).Fault);
        }
    }
}
