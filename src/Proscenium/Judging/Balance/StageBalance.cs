using Proscenium.Judging.Levels;

namespace Proscenium.Judging.Balance;

/// <summary>
/// How loud sounds at places of a stage are against the same sound at one side, at both ears together, in LU: pink noise, ITU-R BS.1770-4, through the plan's upmix.
/// </summary>
/// <param name="MiddleLu">A mono signal, the same in both channels, like a voice; of a film its centre channel.</param>
/// <param name="HalfWayLu">A signal half-way between middle and side, of constant power; mean of both sides.</param>
/// <param name="UnrelatedLu">Two unrelated signals, one in each channel.</param>
public readonly record struct StageBalance(double MiddleLu, double HalfWayLu, double UnrelatedLu)
{
    /// <summary>Measures a stage.</summary>
    /// <param name="programmes">As its inputs get them.</param>
    /// <param name="inputs">What the inputs send to the ears.</param>
    internal static StageBalance Of(TestProgrammes programmes, CrossPower inputs)
    {
        double Loudness(params ProgrammeSpectra[] alike) => Band.Decibels(alike.Average(programme => programme.Loudness(inputs)));
        double side = Loudness(programmes.Sides);
        return new(Loudness(programmes.Middle) - side, Loudness(programmes.HalfWay) - side, Loudness(programmes.Unrelated) - side);
    }
}
