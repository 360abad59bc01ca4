using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Rendering.Responses;

/// <summary>A design's device before a head, in a room or in free field.</summary>
/// <param name="Design">The design.</param>
/// <param name="Head">The head that hears.</param>
/// <param name="Room">The room, null for free field.</param>
sealed record ListeningScene(SpatialDesign Design, Head Head, Room? Room)
{
    /// <summary>The names of the sets of responses, and of their files.</summary>
    public static IReadOnlyList<string> SetNames { get; } = ["treated", "untreated", "drivers"];

    /// <summary>Samples per second.</summary>
    public int SampleRate => Design.Plan.SampleRate;

    /// <summary>Name of the head's file without its ending, or what the head is.</summary>
    public string HeadName => Head is MeasuredHead { Origin: { } origin } ? Path.GetFileNameWithoutExtension(origin.Path) : Head is SphericalHead ? "rigid sphere" : "measured head";

    /// <summary>The responses of the treated device, of the untreated one, and of its drivers by themselves; the same as <see cref="FileRendering.Monitor"/> plays.</summary>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SettingException">Nobody can listen there.</exception>
    public IReadOnlyList<ResponseSet> Responses(CancellationToken cancel = default)
    {
        FirMatrix ears = MonitorFilters.Of(Design.Request.Device, Design.Request.Distance, Head, SampleRate, Room, Design.Request.Place);
        cancel.ThrowIfCancellationRequested();
        (IReadOnlyList<string> inputs, FirMatrix treated) = PlayedResponses.Of(Design.Plan, ears, cancel);
        (IReadOnlyList<string> plainInputs, FirMatrix untreated) = PlayedResponses.Of((Design with { Plan = Design.Plan with { Upmix = null } }).Untreated, ears, cancel); // as late as the treated ones, which are without the upmix
        return
        [
            new(SetNames[0], "the inputs of the plan through its filters and drivers to the ears", inputs, treated),
            new(SetNames[1], "the inputs of the untreated device through its drivers to the ears", plainInputs, untreated),
            new(SetNames[2], "the drivers by themselves to the ears", Design.Plan.Drivers, ears),
        ];
    }
}
