using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Integrations.Race;

/// <summary>How well left and right of any plan serve what a design aims at, on its own head; means over both sides, weighted as separation is.</summary>
sealed class StereoAim
{
    const double OffAxisMetres = 0.05;

    readonly DesignRequest _request;
    readonly FrequencyGrid _grid;
    readonly IReadOnlyList<WeightedPose> _poses; // weights sum to 1
    readonly TransferMatrix _ears;
    readonly VirtualPair? _pair;
    readonly double[][] _askedDb; // [side][bin]

    StereoAim(SpatialDesign design, Device device, FrequencyGrid grid, IReadOnlyList<WeightedPose> poses)
    {
        (_request, _grid, _poses) = (design.Request, grid, WeightedPose.Normalised(poses));
        _ears = Plant.AtEars(device, _request.Distance, _request.Head, [.. poses.Select(pose => pose.Pose)], grid);
        _pair = _request.AngleDegrees is { } angle ? new(_request.Head, angle, grid) : null;
        _askedDb = [design.Asked.ByBin(ChannelNames.Left, grid), design.Asked.ByBin(ChannelNames.Right, grid)];
    }

    /// <summary>The head in the design's own poses.</summary>
    /// <param name="design">The design.</param>
    /// <param name="device">Its device, or the drivers of it that play.</param>
    /// <param name="grid">Frequencies of the plans.</param>
    public static StereoAim InItsPoses(SpatialDesign design, Device device, FrequencyGrid grid) => new(design, device, grid, design.Request.Poses);

    /// <summary>The head 5 cm to either side.</summary>
    public static StereoAim OffAxis(SpatialDesign design, FrequencyGrid grid) => new(design, design.Request.Device, grid, [new HeadPose(Left: OffAxisMetres), new HeadPose(Left: -OffAxisMetres)]);

    /// <summary>Sound at the ipsilateral ear over excess crosstalk, in dB; at each frequency counted up to the target of the design.</summary>
    public double Cancellation(MeasuredPlan measured) => Mean(side => [.. Curve(measured, side, bin => _pair?.ContralateralRatio(side, bin) ?? 0).Zip(_askedDb[(int)side], Math.Min)]);

    /// <summary>Sound at the ipsilateral ear over that at the contralateral one, in dB.</summary>
    public double Separation(MeasuredPlan measured) => Mean(side => Curve(measured, side, _ => 0));

    /// <summary>Tone of the left input at the left ear relative to another plan's.</summary>
    public Coloration IpsilateralEar(MeasuredPlan measured, MeasuredPlan other) => Coloration.Between(measured.Point(0, _ears, 0), other.Point(0, _ears, 0), _grid);

    double[] Curve(MeasuredPlan measured, Side side, Func<int, Complex> contralateralRatio) => Judging.FreeField.Cancellation.Curve(measured, _ears, (int)side, side, _poses, _request.DriverUncertainty, contralateralRatio);

    double Mean(Func<Side, double[]> curve) => (Mean(curve(Side.Left)) + Mean(curve(Side.Right))) / 2;

    double Mean(double[] curve) => Band.ErbWeightedMean(_grid, Judging.FreeField.Separation.MinHz, Judging.FreeField.Separation.MaxHz, bin => curve[bin]);
}
