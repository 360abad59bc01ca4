using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>Plans of all shapes, with names that every format has to tame.</summary>
static class SimulatedPlans
{
    static readonly string[] _film = [.. ChannelNames.All.Take(6)];

    /// <summary>Two by two, stereo and three inputs on five drivers, film on five and on sixteen, and a real design; gains and rates differ.</summary>
    public static TheoryData<string> Names => ["2x2", "2x5", "3x5", "5.1x5", "7.1x16", "quadx2", "echo-studio"];

    /// <summary>One of them.</summary>
    public static MultiRatePlan Of(string name) => name switch
    {
        "2x2" => ConvolverExports.Noise(["left", "right"], ["left", "right"], 40, -15.167585681, 44100, 48000, 192000),
        "2x5" => ConvolverExports.Noise(["left", "right"], ["a", "a", "say \"so\": # yes, {no}", "*/ b /* \\", "Höhe\r\nzwei: 'x'"], 33, -21.571944053, 44100, 48000),
        "3x5" => ConvolverExports.Noise(["left", "right", "centre"], ConvolverExports.Drivers(5), 64, -0.3, 48000, 96000),
        "5.1x5" => ConvolverExports.Noise(_film, ConvolverExports.Drivers(5), 50, -29.52, 44100, 48000),
        "7.1x16" => ConvolverExports.Noise(ChannelNames.All, ConvolverExports.Drivers(16), 20, 0, 48000),
        "quadx2" => ConvolverExports.Noise(["left", "right", "leftSurround", "rightSurround"], ConvolverExports.Drivers(2), 30, -12, 88200),
        _ => MultiRatePlan.Of(Designs.Echo, [48000], stereoOnly: true),
    };
}
