using System.Numerics;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// The gain at which a plan is as loud at the ears, in free field, as the untreated device that plays the same programme unchanged: ITU-R BS.1770-4, both ears together, of
/// pink noise in the middle and unrelated noise on both sides, half the power each, through the plan's upmix.
/// </summary>
static class PlaybackGain
{
    /// <summary>The gain in dB.</summary>
    /// <param name="request">Device, seat and layout.</param>
    /// <param name="plan">The plan as it runs.</param>
    /// <param name="ears">The plant at the ears of the design head, the seat first.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    public static double Decibels(DesignRequest request, MeasuredPlan plan, TransferMatrix ears, TargetResponse target)
    {
        EarSpectra[] treated = [.. Enumerable.Range(0, Math.Min(FrontInputs, plan.Inputs)).Select(input => plan.AtEars(input, ears, 0))];
        List<EarSpectra> untreated = [Untreated(request, ears, target, Side.Left), Untreated(request, ears, target, Side.Right)];
        if (request.Layout.HasCentre) untreated.Add(Downmixed(untreated[0], untreated[1]));
        TestProgrammes plain = TestProgrammes.Of(null, request.Layout.HasCentre, ears.Grid.SampleRate);
        return Band.Decibels(Loudness(plain, CrossPower.AtEars([.. untreated], ears.Grid))) - Band.Decibels(Loudness(plan.Programmes, CrossPower.AtEars(treated, ears.Grid)));
    }

    const int FrontInputs = 3;

    static double Loudness(TestProgrammes programmes, CrossPower inputs) => programmes.Middle.Loudness(inputs) + programmes.Unrelated.Loudness(inputs);

    static EarSpectra Untreated(DesignRequest request, TransferMatrix ears, TargetResponse target, Side side)
    {
        Complex[][] weights = new UntreatedWeights(request, target, side, ears.Grid).OfDevice;
        Complex[] At(Side ear) => [.. weights.Select((here, bin) => NullSteering.Response(ears.Row(TransferMatrix.Ear(0, ear), bin), here))];
        return new(At(Side.Left), At(Side.Right));
    }

    /// <summary>The centre channel of a film at -3 dB on both sides (ITU-R BS.775).</summary>
    static EarSpectra Downmixed(EarSpectra left, EarSpectra right)
    {
        Complex[] Sum(IReadOnlyList<Complex> a, IReadOnlyList<Complex> b) => [.. a.Zip(b, (x, y) => Math.Sqrt(0.5) * (x + y))];
        return new(Sum(left.Left, right.Left), Sum(left.Right, right.Right));
    }
}
