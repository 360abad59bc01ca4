using Proscenium.Heads;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring.Plans;

/// <summary>What a session of a plan measures: its left and right input, untreated and treated. The untreated one comes first, and once more at the end: a canceller's null would tell nothing about clocks and gains.</summary>
static class PlanSources
{
    /// <summary>Number of sources.</summary>
    public const int Count = 4;

    static readonly string[] _names = ["untreated left", "untreated right", "treated left", "treated right"];

    /// <summary>The place of a source in the order.</summary>
    public static int Of(Side side, bool treated) => (treated ? 2 : 0) + (int)side;

    /// <summary>The sources, spared in the bass by the device's lowest driver.</summary>
    public static IReadOnlyList<SweepSource> All(double lowestHz) => [.. _names.Select(name => new SweepSource(name, lowestHz))];
}
