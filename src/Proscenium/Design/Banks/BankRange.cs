using System.Globalization;
using static System.FormattableString;

namespace Proscenium.Design.Banks;

/// <summary>Places along an axis, evenly apart.</summary>
/// <param name="From">The least, metres.</param>
/// <param name="To">The greatest, metres.</param>
/// <param name="Step">From one to the next, metres.</param>
sealed record BankRange(double From, double To, double Step)
{
    const double LeastStep = 0.005, MostStep = 1, Exact = 1e-6;

    /// <summary>All of them, ascending.</summary>
    public IReadOnlyList<double> Places => [.. Enumerable.Range(0, (int)Math.Round((To - From) / Step) + 1).Select(n => Math.Round(From + n * Step, 6) + 0.0)];

    /// <summary>Reads a range as it is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">As in <c>-0.4..0.4/0.05</c>.</param>
    /// <param name="least">The least place there may be.</param>
    /// <param name="most">The greatest.</param>
    /// <exception cref="SettingException">It is none.</exception>
    public static BankRange Parse(string name, string text, double least, double most)
    {
        string[] parts = text.Split('/'), ends = parts[0].Split("..");
        if (parts.Length != 2 || ends.Length != 2 || !TryNumber(ends[0], out double from) || !TryNumber(ends[1], out double to) || !TryNumber(parts[1], out double step))
            throw new SettingException($"the bank: '{name}={PrintableText.Quote(text)}' is no range: write FROM..TO/STEP in metres with points, as in left=-0.3..0.3/0.05.");
        if (to == from) throw new SettingException(Invariant($"the bank: {name}={text} ends where it begins: leave {name} out for the seat's alone, or write a range, as in {name}={from - Math.Abs(step)}..{to + Math.Abs(step)}/{Math.Abs(step)}."));
        if (to <= from) throw new SettingException(Invariant($"the bank: {name}={text} ends before it begins: write the smaller number first, as in {name}={to}..{from}/{Math.Abs(step)}."));
        if (from < least || to > most) throw new SettingException(Invariant($"the bank: {name}={text} goes beyond what can be designed for: {least} to {most} m."));
        if (step is < LeastStep or > MostStep) throw new SettingException(Invariant($"the bank: {name}={text} has steps of {step} m: choose {LeastStep} to {MostStep} m."));
        double steps = (to - from) / step;
        if (Math.Abs(steps - Math.Round(steps)) > Exact * Math.Max(1, steps)) throw new SettingException(Invariant($"the bank: {name}={text} is {to - from:0.####} m long, which is no whole number of steps of {step} m: choose a step that divides it, as {Dividing(from, to, step):0.####}."));
        return new(from, to, step);
    }

    /// <summary>The next shorter step that divides a range, and where it can, its parts on both sides of 0, where the seat is; in tenths of a millimetre, as it is printed.</summary>
    static double Dividing(double from, double to, double step)
    {
        const double tick = 1e-4;
        double[] steps = [.. Enumerable.Range(1, (int)Math.Floor(step / tick)).Reverse().Select(ticks => ticks * tick).Where(shorter => shorter >= LeastStep && Divides(shorter, to - from))];
        return steps.Where(shorter => from >= 0 || to <= 0 || Divides(shorter, from)).Append(steps.FirstOrDefault(LeastStep)).First();
    }

    static bool Divides(double step, double length) => Math.Abs(length / step - Math.Round(length / step)) <= Exact * Math.Max(1, Math.Abs(length / step));

    /// <summary>True where a place is within the range.</summary>
    public bool Holds(double place) => place > From - Exact && place < To + Exact;

    /// <summary>The range as it is written.</summary>
    public override string ToString() => Invariant($"{From}..{To}/{Step}");

    static bool TryNumber(string text, out double value) => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
