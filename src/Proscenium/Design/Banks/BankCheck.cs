using static System.FormattableString;

namespace Proscenium.Design.Banks;

/// <summary>What the mean of neighbouring places of a bank loses halfway between them, beside filters that are designed there, on the design head.</summary>
/// <param name="LossDb">The largest loss of cancellation of a side, dB, ERB-weighted mean from 300 Hz to 8 kHz; 0 where there is one place.</param>
/// <param name="TimeSeconds">The largest change of the interaural time difference of a virtual loudspeaker, 500 to 1500 Hz; 0 for a canceller alone.</param>
/// <param name="LeftMetres">Where the loss is, from the seat to the listener's left.</param>
/// <param name="ForwardMetres">Where it is, from the seat towards the device.</param>
readonly record struct BankCheck(double LossDb, double TimeSeconds, double LeftMetres, double ForwardMetres)
{
    /// <summary>What may be lost: more is halved.</summary>
    public const double MostLossDb = 0.3, MostTimeSeconds = 10e-6;

    /// <summary>True where places are near enough to each other.</summary>
    public bool IsMet => Excess <= 1;

    /// <summary>How many times more is lost than may be.</summary>
    public double Excess => Math.Max(LossDb / MostLossDb, TimeSeconds / MostTimeSeconds);

    /// <summary>The larger of both losses.</summary>
    public static BankCheck Worse(BankCheck a, BankCheck b) => (a.LossDb >= b.LossDb ? a : b) with { TimeSeconds = Math.Max(a.TimeSeconds, b.TimeSeconds) };

    /// <summary>The loss in words.</summary>
    public string Text => Invariant($"{Math.Max(0, LossDb):0.00} dB of cancellation{(TimeSeconds == 0 ? "" : Invariant($" and {TimeSeconds * 1e6:0.0} us of interaural time"))}");
}
