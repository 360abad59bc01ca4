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
/// noise with the spectrum of music, in part alike in left and right, through the plan's upmix; of a film with as much in the centre channel.
/// </summary>
static class PlaybackGain
{
    /// <summary>The gain in dB.</summary>
    /// <param name="request">Device, seat and layout.</param>
    /// <param name="plan">The plan as it runs.</param>
    /// <param name="ears">The plant at the ears of the design head, the seat first.</param>
    /// <param name="untreated">The untreated device, sides x bins x drivers.</param>
    public static double Decibels(DesignRequest request, MeasuredPlan plan, TransferMatrix ears, Complex[][][] untreated)
    {
        EarSpectra[] treated = [.. Enumerable.Range(0, Math.Min(FrontInputs, plan.Inputs)).Select(input => plan.AtEars(input, ears, 0))];
        List<EarSpectra> plain = [.. untreated.Select(side => AtEars(side, ears))];
        if (request.Layout.HasCentre) plain.Add(Downmixed(plain[0], plain[1]));
        TestProgrammes stereo = TestProgrammes.Of(null, request.Layout.HasCentre, ears.Grid.SampleRate);
        return Band.Decibels(Loudness(stereo, CrossPower.AtEars([.. plain], ears.Grid), request.Layout.HasCentre)) - Band.Decibels(Loudness(plan.Programmes, CrossPower.AtEars(treated, ears.Grid), request.Layout.HasCentre));
    }

    const int FrontInputs = 3;

    static double Loudness(TestProgrammes programmes, CrossPower inputs, bool hasCentre) => programmes.Mix.Loudness(inputs, Music) + (hasCentre ? programmes.Middle.Loudness(inputs, Music) : 0);

    /// <summary>The power of music over that of pink noise: it falls by 5 dB per octave from 100 Hz, and by twice as much from 4 kHz, where pink noise falls by 3 (Pestana and others, Spectral
    /// characteristics of popular commercial recordings 1950-2010, AES 135th convention 2013).</summary>
    static double Music(double hertz) => Math.Pow(10, -(2 * Math.Max(0, Math.Log2(hertz / 100)) + 5 * Math.Max(0, Math.Log2(hertz / 4000))) / 10);

    static EarSpectra AtEars(Complex[][] weights, TransferMatrix ears)
    {
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
