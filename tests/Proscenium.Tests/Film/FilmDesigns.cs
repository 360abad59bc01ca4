using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Steering;

namespace Proscenium.Tests.Film;

/// <summary>Film designs that many tests look at, made once.</summary>
static class FilmDesigns
{
    static readonly Lazy<SpatialDesign> _echo51 = new(() => Of("5.1", Designs.EchoStudio)), _echo71 = new(() => Of("7.1", Designs.EchoStudio)), _laptopQuad = new(() => Of("quad", DeviceFile.Open("laptop")));

    static readonly Lazy<SpatialDesign> _echo51Direct = new(() => Direct("5.1")), _echo71Direct = new(() => Direct("7.1"));

    /// <summary>5.1 on echo-studio, with the tone right in the direct sound.</summary>
    public static SpatialDesign Echo51Direct => _echo51Direct.Value;

    /// <summary>7.1 on echo-studio, likewise.</summary>
    public static SpatialDesign Echo71Direct => _echo71Direct.Value;

    /// <summary>5.1 on echo-studio.</summary>
    public static SpatialDesign Echo51 => _echo51.Value;

    /// <summary>7.1 on echo-studio.</summary>
    public static SpatialDesign Echo71 => _echo71.Value;

    /// <summary>Quad on the laptop, with the upmix.</summary>
    public static SpatialDesign LaptopQuad => _laptopQuad.Value;

    /// <summary>A design with default settings.</summary>
    public static SpatialDesign Of(string layout, Device device) => SpatialDesigner.Design(new() { Device = device, Layout = ChannelLayout.Named(layout) });

    static SpatialDesign Direct(string layout) => SpatialDesigner.Design(new() { Device = Designs.EchoStudio, Layout = ChannelLayout.Named(layout), Tone = Tone.Direct });

    /// <summary>The place of an input in a plan.</summary>
    public static int Input(this SpatialDesign design, string name) => design.Plan.Inputs.ToList().IndexOf(name);
}
