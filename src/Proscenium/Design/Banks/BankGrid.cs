using Proscenium.Engine.Plan;
using Proscenium.Heads;
using static System.FormattableString;

namespace Proscenium.Design.Banks;

/// <summary>The places of the head that a bank of filters is wanted for: to the left and to the right, at one distance or more. The seat is always among them.</summary>
/// <param name="Left">Metres from the seat to the listener's left; null for the seat's place alone.</param>
/// <param name="Distance">Metres from the device, straight ahead; null for the seat's alone.</param>
sealed record BankGrid(BankRange? Left, BankRange? Distance)
{
    /// <summary>What suits the device and the distance.</summary>
    public const string Auto = "auto";

    /// <summary>So many times the places that are asked for there may be once others are added between them.</summary>
    public const int MostTimes = 4;

    const string LeftName = "left", DistanceName = "distance";
    const double MostLeft = 2, NearestDistance = 0.2, FarthestDistance = 20;
    const double UsualWidth = 0.3, ArmsLength = 0.8;

    /// <summary>The two ranges of a text, or <see cref="Auto"/>.</summary>
    /// <exception cref="SettingException">It is something else; the message says what.</exception>
    public static BankGrid Parse(string text)
    {
        if (text.Trim() == Auto) return new(null, null);
        Dictionary<string, BankRange> ranges = [];
        foreach (string part in text.Split(','))
        {
            string[] sides = part.Split('=');
            string name = sides[0].Trim();
            if (sides.Length != 2 || name is not (LeftName or DistanceName))
                throw new SettingException($"the bank: '{PrintableText.Quote(part.Trim())}' is no range of places: write {Auto}, or {LeftName} and {DistanceName} in metres, as in {LeftName}=-0.3..0.3/0.05,{DistanceName}=1.6..2.4/0.2.");
            BankRange range = name == LeftName ? BankRange.Parse(name, sides[1].Trim(), -MostLeft, MostLeft) : BankRange.Parse(name, sides[1].Trim(), NearestDistance, FarthestDistance);
            if (!ranges.TryAdd(name, range)) throw new SettingException($"the bank: {name} stands there twice: leave one of them out.");
        }
        return new(ranges.GetValueOrDefault(LeftName), ranges.GetValueOrDefault(DistanceName));
    }

    /// <summary>Metres from the seat to the listener's left, ascending.</summary>
    /// <param name="distance">Metres from the middle to the device.</param>
    public IReadOnlyList<double> Lefts(double distance) => Left is not null ? WithSeat(Left.Places) : Distance is not null ? [0] : new BankRange(-UsualWidth, UsualWidth, UsualStep(distance)).Places;

    /// <summary>Metres from the seat towards the device, ascending.</summary>
    /// <param name="seat">Where the head is while nobody knows better.</param>
    /// <param name="distance">Metres from the middle to the device.</param>
    public IReadOnlyList<double> Forwards(HeadPose seat, double distance) => Distance is null ? [0] : WithSeat([.. Distance.Places.Select(metres => Math.Round(distance - seat.Forward - metres, 6)).Reverse()]);

    /// <summary>How many places are asked for.</summary>
    public int Count(HeadPose seat, double distance) => Lefts(distance).Count * Forwards(seat, distance).Count;

    /// <summary>True where the seat is not among the places that are asked for, so that its own are added.</summary>
    public bool IsWithoutSeat(HeadPose seat, double distance) => Left?.Places.Contains(0) == false || (Distance is not null && !Distance.Places.Any(metres => Math.Round(distance - seat.Forward - metres, 6) == 0));

    /// <summary>Says what cannot be done.</summary>
    /// <param name="seat">Where the head is while nobody knows better.</param>
    /// <param name="distance">Metres from the middle to the device.</param>
    /// <param name="tapsOfAPlace">Inputs x drivers x taps.</param>
    /// <exception cref="SettingException">The seat is not among the places, or there are too many of them.</exception>
    public void Check(HeadPose seat, double distance, long tapsOfAPlace)
    {
        if (Left is not null && !Left.Holds(0)) throw new SettingException(Invariant($"the bank: the seat, {LeftName} 0, lies outside of {LeftName}={Left}: choose a range that holds it."));
        if (Distance is not null && !Distance.Holds(distance - seat.Forward)) throw new SettingException(Invariant($"the bank: the seat, {distance - seat.Forward} m from the device, lies outside of {DistanceName}={Distance}: choose a range that holds it, or move the seat."));
        long places = Count(seat, distance);
        if (places > MostPlaces(tapsOfAPlace)) throw new SettingException($"the bank: {places} places are more than the {MostPlaces(tapsOfAPlace)} that a bank of these filters may have: choose longer steps or a smaller range{(places <= PlanBank.MostPlaces ? ", or shorter filters" : "")}.");
    }

    /// <summary>How many places fit a bank.</summary>
    public static int MostPlaces(long tapsOfAPlace) => (int)Math.Clamp(PlanBank.MostTaps / tapsOfAPlace, 1, PlanBank.MostPlaces);

    /// <summary>Places with the seat's own among them.</summary>
    static IReadOnlyList<double> WithSeat(IReadOnlyList<double> places) => places.Contains(0) ? places : [.. places.Append(0).Order()];

    /// <summary>The places as they are written.</summary>
    public override string ToString() => (Left, Distance) switch
    {
        (null, null) => Auto,
        (null, _) => $"{DistanceName}={Distance}",
        (_, null) => $"{LeftName}={Left}",
        _ => $"{LeftName}={Left},{DistanceName}={Distance}",
    };

    /// <summary>The nearer the head, the more of its way a step is: 2 cm within an arm's length, 5 cm on a sofa.</summary>
    static double UsualStep(double distance) => distance < ArmsLength ? 0.02 : 0.05;
}
