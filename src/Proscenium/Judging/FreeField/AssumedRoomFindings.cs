using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// What is heard of a plan in the living room that is assumed where none is named: direct sound, and the power radiated to all sides, which the room returns from all
/// directions alike (<see cref="AssumedRoom"/>).
/// </summary>
/// <param name="Balances">The balance beside the untreated device's and a true pair's.</param>
/// <param name="Left">Tone of the left input at the left ear.</param>
/// <param name="Centre">Tone of the centre, or of left and right together, at both ears.</param>
sealed record AssumedRoomFindings(BalanceBeside Balances, ToneInRoom Left, ToneInRoom Centre)
{
    /// <summary>Measures a plan.</summary>
    /// <param name="measured">As it runs.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="setup">Device, head and free field.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    public static AssumedRoomFindings Of(MeasuredPlan measured, MeasuredPlan untreated, FreeFieldSetup setup, double? angleDegrees)
    {
        DiffuseField diffuse = DiffuseField.Of(setup.Head);
        double[] returned = [.. Enumerable.Range(0, setup.Grid.BinCount).Select(bin => AssumedRoom.Returned(setup.Distance) * diffuse.BothEars(setup.Grid.Frequency(bin)))];
        CrossPower InRoom(MeasuredPlan plan) => plan.AtEarsTogether(setup).Plus(Radiated(plan, setup), bin => returned[bin]);
        CrossPower True(params EarSpectra[] ears) => CrossPower.AtEars(ears, setup.Grid).Plus(CrossPower.Unrelated(ears.Length, setup.Grid), bin => returned[bin] * FreeFieldSetup.TrueLoudspeakerPower);

        CrossPower direct = measured.AtEarsTogether(setup), radiated = Radiated(measured, setup), whole = direct.Plus(radiated, bin => returned[bin]);
        EarSpectra place = setup.TrueLoudspeaker(angleDegrees ?? 0), front = setup.TrueLoudspeaker(0), left = measured.AtEars(0, setup.Ears, 0);
        ToneInRoom Left(Func<int, double> reverberation, Func<int, double> trueReverberation)
        {
            double Heard(int bin) => left.Left[bin].MagnitudeSquared();
            double True(int bin) => place.Left[bin].MagnitudeSquared();
            return ToneInRoom.Of(bin => Heard(bin) + reverberation(bin), Heard, bin => True(bin) + trueReverberation(bin), True, setup.Grid);
        }
        CrossPower trueWhole = True(front), trueDirect = CrossPower.AtEars([front], setup.Grid);
        double Centre(CrossPower inputs, int bin) => measured.Inputs > 2 ? inputs[2, 2, bin].Real : (inputs[0, 0, bin] + inputs[0, 1, bin] + inputs[1, 0, bin] + inputs[1, 1, bin]).Real;
        BalanceBeside balances = new(StageBalance.Of(measured.Programmes, whole), StageBalance.Of(untreated.Programmes, InRoom(untreated)),
            angleDegrees is { } angle ? StageBalance.Of(TestProgrammes.OfStereo(setup.Grid.SampleRate), True(setup.TruePair(angle))) : null);
        return new(balances, Left(bin => returned[bin] / 2 * radiated[0, 0, bin].Real, bin => returned[bin] / 2 * FreeFieldSetup.TrueLoudspeakerPower), // one ear's half
            ToneInRoom.Of(bin => Centre(whole, bin), bin => Centre(direct, bin), bin => trueWhole[0, 0, bin].Real, bin => trueDirect[0, 0, bin].Real, setup.Grid));
    }

    static CrossPower Radiated(MeasuredPlan plan, FreeFieldSetup setup)
    {
        Complex[][][] points = [.. Enumerable.Range(0, Math.Min(3, plan.Inputs)).Select(input => Enumerable.Range(0, setup.Sphere.Points).AsParallel().AsOrdered().Select(point => plan.Point(input, setup.Sphere, point)).ToArray())];
        return CrossPower.MeanOver(points, setup.Grid);
    }
}
