using System.Collections.Concurrent;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;

namespace Proscenium.Live;

/// <summary>A plan at the rate of any server: as it is at its own rate, designed again from its request at others.</summary>
public sealed class PlanSource
{
    readonly ConcurrentDictionary<int, SpatialDesign> _designs = [];

    PlanSource(string name, DesignRequest request, UpmixMode? upmix, string? folder) => (Name, Request, Upmix, Folder) = (name, request, upmix, folder);

    /// <summary>The folder, or the name or file of the device.</summary>
    public string Name { get; }

    /// <summary>The folder of a plan that is there, or null.</summary>
    public string? Folder { get; }

    /// <summary>The design request.</summary>
    public DesignRequest Request { get; }

    /// <summary>The upmix that was asked for instead of the plan's, or null.</summary>
    internal UpmixMode? Upmix { get; }

    /// <summary>A plan folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="upmix">How the centre is split off, or that it is not; null for what the plan says.</param>
    /// <exception cref="FileFormatException">It holds no plan, or a damaged one.</exception>
    /// <exception cref="SoundException">The plan has no upmix.</exception>
    public static PlanSource InFolder(string folder, UpmixMode? upmix = null)
    {
        SpatialDesign design = PlanFile.Read(folder);
        if (upmix is { } mode && !UpmixChoice.IsPossible(design, mode)) throw new SoundException(new Fault(ErrorCodes.UpmixMissing, $"{folder}: plays without an upmix", "play it without"));
        PlanSource source = new(folder, design.Request with { Upmix = upmix ?? design.Request.Upmix }, upmix, folder);
        source._designs[design.Plan.SampleRate] = source.Upmixed(design);
        return source;
    }

    /// <summary>A design that is still to be made.</summary>
    /// <param name="request">The design request.</param>
    /// <param name="device">The built-in name or the file of its device.</param>
    public static PlanSource ToDesign(DesignRequest request, string device) => new(device, request, null, null);

    /// <summary>The design at a rate if it was made before, or null.</summary>
    public SpatialDesign? Ready(int sampleRate) => _designs.GetValueOrDefault(sampleRate);

    /// <summary>The design at a rate.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="design">Makes the design of a request at that rate.</param>
    public SpatialDesign At(int sampleRate, Func<DesignRequest, SpatialDesign> design) =>
        _designs.GetOrAdd(sampleRate, rate => Upmixed(design(Request.AtRate(rate))));

    SpatialDesign Upmixed(SpatialDesign design) => Upmix is { } mode ? UpmixChoice.Of(design, mode) : design;
}
