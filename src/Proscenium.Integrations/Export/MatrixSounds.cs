using System.Globalization;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export;

/// <summary>Sound files of a plan's filters that several formats share.</summary>
static class MatrixSounds
{
    /// <summary>The file of all paths at a rate.</summary>
    public static string MatrixName(int rate) => $"matrix-{rate}.wav";

    /// <summary>The file of the paths from an input.</summary>
    /// <param name="input">The input's name.</param>
    /// <param name="rate">The rate, or what a program puts the rate in place of.</param>
    public static string InputName(string input, string rate) => $"{SafeNames.Of(input)}-{rate}.wav";

    /// <summary>Writes all paths into one file, input-major, and gives its name.</summary>
    public static string WriteMatrix(this AtomicFolder folder, RenderPlan plan)
    {
        string name = MatrixName(plan.SampleRate);
        folder.WriteSound(name, plan.SampleRate, plan.Filters.Paths());
        return name;
    }

    /// <summary>Writes a file for each input, a channel for each driver, and gives their names: where all paths together might be more channels than a program reads.</summary>
    public static IReadOnlyList<string> WriteInputs(this AtomicFolder folder, RenderPlan plan)
    {
        string[] names = [.. plan.Inputs.Select(input => InputName(input, $"{plan.SampleRate}"))];
        for (int input = 0; input < names.Length; input++)
            folder.WriteSound(names[input], plan.SampleRate, plan.Filters.Paths()[(input * plan.Drivers.Count)..((input + 1) * plan.Drivers.Count)]);
        return names;
    }

    /// <summary>The folder of a bank at a rate.</summary>
    public static string BankName(int rate) => $"bank-{rate}";

    /// <summary>Writes all paths of each place of a bank into a file, and a table of the places; nothing where the plan has no bank.</summary>
    public static void WriteBank(this AtomicFolder folder, RenderPlan plan)
    {
        if (plan.Bank is not { } bank) return;
        StringBuilder table = new("file,left in metres,towards the device in metres\n");
        for (int place = 0; place < bank.All.Count; place++)
        {
            string name = $"{place + 1:000}.wav";
            folder.WriteSound($"{BankName(plan.SampleRate)}/{name}", plan.SampleRate, bank.All[place].Paths());
            table.Append(CultureInfo.InvariantCulture, $"{name},{bank.LeftMetres[place % bank.LeftMetres.Count]},{bank.ForwardMetres[place / bank.LeftMetres.Count]}\n");
        }
        folder.WriteText($"{BankName(plan.SampleRate)}/places.csv", table.ToString());
    }
}
