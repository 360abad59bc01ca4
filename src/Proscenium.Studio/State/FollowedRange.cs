using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.State;

/// <summary>How far a plan follows the head: a bank of places about the seat, alike to both sides.</summary>
static class FollowedRange
{
    /// <summary>Bounds of a range, metres.</summary>
    public const double LeastLeft = 0.05, MostLeft = 0.6, MostForward = 0.5;

    const double ArmsLength = 0.8, UsualLeft = 0.3, Exact = 1e-6;
    const int MostOfAStep = 20, MostOfAFarStep = 50, MostOfAForwardStep = 100; // mm

    /// <summary>Reads what a state says of it.</summary>
    /// <param name="json">Metres to either side, and nearer and farther.</param>
    /// <param name="distance">Metres from the seat to the device.</param>
    public static BankGrid Read(StrictJson json, double distance)
    {
        double left = json.Number("left", LeastLeft, MostLeft), forward = json.Number("forward", 0, MostForward);
        return IsCentimetres(left) && IsCentimetres(forward) ? Of(Millimetres(left), Millimetres(forward), distance) : throw new SettingException("The range in which a plan follows the head is in whole centimetres.");
    }

    static bool IsCentimetres(double metres) => Math.Abs(metres * 100 - Math.Round(metres * 100)) < Exact;

    /// <summary>What a state says of a bank.</summary>
    /// <param name="bank">The bank; null for none.</param>
    /// <param name="distance">Metres from the seat to the device.</param>
    /// <returns>Metres to either side, and nearer and farther; null where a state cannot say it.</returns>
    public static (double Left, double Forward)? Find(BankGrid? bank, double distance)
    {
        if (bank is null) return null;
        (double left, double forward) = (bank.Left?.To ?? UsualLeft, bank.Distance is { } range ? Millimetres(range.To - distance) : 0);
        return left is >= LeastLeft and <= MostLeft && forward is >= 0 and <= MostForward && Of(left, forward, distance) == bank ? (left, forward) : null;
    }

    static BankGrid Of(double left, double forward, double distance) => left == UsualLeft && forward == 0 ? new(null, null) // auto
        : new(new(-left, left, Step(left, distance < ArmsLength ? MostOfAStep : MostOfAFarStep)), forward == 0 ? null : new(Millimetres(distance - forward), Millimetres(distance + forward), Step(forward, MostOfAForwardStep)));

    /// <summary>The longest step in whole millimetres that divides a range.</summary>
    static double Step(double metres, int most) => Enumerable.Range(1, most).Reverse().Select(step => step / 1000.0).First(step => Math.Abs(metres / step - Math.Round(metres / step)) < Exact * metres / step && step <= metres + Exact);

    static double Millimetres(double metres) => Math.Round(metres, 3);
}
