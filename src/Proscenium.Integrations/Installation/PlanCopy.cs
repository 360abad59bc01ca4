using System.Globalization;
using Proscenium.Engine.Plan;

namespace Proscenium.Integrations.Installation;

/// <summary>The files by which a plug-in finds a plan: those of the plan's folder, and of its sub-folders named after other sample rates.</summary>
/// <param name="Rates">Sample rates in Hz, the plan's own first.</param>
/// <param name="Files">Names relative to the folder and contents, all of a rate together with <c>plan.json</c> last.</param>
sealed record PlanCopy(IReadOnlyList<int> Rates, IReadOnlyList<(string Name, byte[] Content)> Files)
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="plan">The plan in it.</param>
    /// <exception cref="FileFormatException">A plan for another rate is damaged, or is not for the same drivers.</exception>
    public static PlanCopy Of(string folder, RenderPlan plan)
    {
        List<int> rates = [plan.SampleRate];
        List<(string, byte[])> files = [.. FilesIn(folder, "")];
        foreach (string name in Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!)
        {
            string inner = Path.Combine(folder, name);
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int rate) || rate == plan.SampleRate || !File.Exists(Path.Combine(inner, RenderPlanFile.FileName))) continue;
            RenderPlan other = RenderPlanFile.Read(inner);
            if (other.SampleRate != rate) throw new FileFormatException(new Fault(ErrorCodes.SubfolderRateMismatch, $"{inner}: holds a plan for {other.SampleRate} Hz", $"rename it, or design it for {rate} Hz", $"{rate}"));
            if (other.InputChannels != plan.InputChannels || !other.Drivers.SequenceEqual(plan.Drivers)) throw new FileFormatException(new Fault(ErrorCodes.SubfolderPlanMismatch, $"{inner}: has other inputs or drivers than the plan in {folder}: design both from the same device"));
            rates.Add(rate);
            files.AddRange(FilesIn(folder, name));
        }
        return new(rates, files);
    }

    static IEnumerable<(string, byte[])> FilesIn(string folder, string inner)
    {
        (byte[] description, IReadOnlyList<(string Name, byte[] Content)> parts) = RenderPlanFile.ReadContents(Path.Combine(folder, inner));
        foreach ((string name, byte[] content) in parts) yield return (Path.Combine(inner, name), content);
        yield return (Path.Combine(inner, RenderPlanFile.FileName), description);
    }
}
