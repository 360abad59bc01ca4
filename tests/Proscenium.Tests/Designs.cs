using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Steering;

namespace Proscenium.Tests;

/// <summary>Designs that many tests look at, made once.</summary>
static class Designs
{
    public static readonly Device EchoStudio = DeviceFile.Open("echo-studio");

    static readonly Lazy<SpatialDesign> _echo = new(() => SpatialDesigner.Design(new DesignRequest { Device = EchoStudio }));
    static readonly Lazy<SpatialDesign> _echo44100 = new(() => SpatialDesigner.Design(Echo.Request.AtRate(44100)));
    static readonly Lazy<SpatialDesign> _canceller = new(() => SpatialDesigner.Design(new DesignRequest { Device = EchoStudio, AngleDegrees = null, Tone = Tone.Direct }));
    static readonly Lazy<SpatialDesign> _echoDirect = new(() => SpatialDesigner.Design(new DesignRequest { Device = EchoStudio, Tone = Tone.Direct }));
    static readonly Lazy<SpatialDesign> _robust = new(() =>
        SpatialDesigner.Design(new DesignRequest { Device = EchoStudio, AngleDegrees = null, Tone = Tone.Direct, Poses = [.. HeadPose.SeatAndFiveCentimetres] }));

    /// <summary>Default settings.</summary>
    public static SpatialDesign Echo => _echo.Value;

    /// <summary>Default settings at 44.1 kHz.</summary>
    public static SpatialDesign Echo44100 => _echo44100.Value;

    /// <summary>Default settings, with the tone right in the direct sound.</summary>
    public static SpatialDesign EchoDirect => _echoDirect.Value;

    /// <summary>The canceller alone, with the tone right in the direct sound.</summary>
    public static SpatialDesign Canceller => _canceller.Value;

    /// <summary>The canceller for the seat and 5 cm to either side.</summary>
    public static SpatialDesign Robust => _robust.Value;
}
