using Proscenium.Engine.Plan;
using Proscenium.Heads;
using static System.FormattableString;

namespace Proscenium.Design.Banks;

/// <summary>The places of the head that a bank of filters is wanted for: rows to the left and to the right, at one distance or more.</summary>
/// <param name="Left">Metres from the middle to the listener's left; null for the seat's place alone.</param>
/// <param name="Distance">Metres from the device, straight ahead; null for the seat's alone.</param>
sealed record BankGrid(BankRange? Left, BankRange? Distance)
{
    /// <summary>What suits the device and the distance.</summary>
    public const string Auto = "auto";

    const string LeftName = "left", DistanceName = "distance";
    const double MostLeft = 2, NearestDistance = 0.2, FarthestDistance = 20;
    const double UsualWidth = 0.3, ArmsLength = 0.8, SofaLength = 1.5;

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

    /// <summary>Metres from the middle to the listener's left, ascending.</summary>
    /// <param name="seat">Where the head is while nobody knows better.</param>
    /// <param name="distance">Metres from the middle to the device.</param>
    public IReadOnlyList<double> Lefts(HeadPose seat, double distance) => Left is not null ? Left.Places
        : Distance is not null ? [seat.Left] : [.. new BankRange(-UsualWidth, UsualWidth, UsualStep(distance)).Places.Select(left => Math.Round(seat.Left + left, 6))];

    /// <summary>Metres from the middle towards the device, ascending.</summary>
    /// <inheritdoc cref="Lefts"/>
    public IReadOnlyList<double> Forwards(HeadPose seat, double distance) => Distance is null ? [seat.Forward] : [.. Distance.Places.Select(metres => Math.Round(distance - metres, 6)).Reverse()];

    /// <summary>Says what cannot be done.</summary>
    /// <param name="seat">Where the head is while nobody knows better.</param>
    /// <param name="distance">Metres from the middle to the device.</param>
    /// <param name="tapsOfAPlace">Inputs x drivers x taps.</param>
    /// <exception cref="SettingException">The seat is not among the places, or there are too many of them.</exception>
    public void Check(HeadPose seat, double distance, long tapsOfAPlace)
    {
        if (Left is not null && !Left.Holds(seat.Left)) throw new SettingException(Invariant($"the bank: the seat, {seat.Left} m to the left, lies outside of {LeftName}={Left}: choose a range that holds it."));
        if (Distance is not null && !Distance.Holds(distance - seat.Forward)) throw new SettingException(Invariant($"the bank: the seat, {distance - seat.Forward} m from the device, lies outside of {DistanceName}={Distance}: choose a range that holds it, or move the seat."));
        long places = (long)(Left is null ? Lefts(seat, distance).Count : Left.Places.Count) * (Distance?.Places.Count ?? 1);
        if (places > MostPlaces(tapsOfAPlace)) throw new SettingException($"the bank: {places} places are more than the {MostPlaces(tapsOfAPlace)} that a bank of these filters may have: choose longer steps or a smaller range{(places <= PlanBank.MostPlaces ? ", or shorter filters" : "")}.");
    }

    /// <summary>How many places fit a bank.</summary>
    public static int MostPlaces(long tapsOfAPlace) => (int)Math.Clamp(PlanBank.MostTaps / tapsOfAPlace, 1, PlanBank.MostPlaces);

    /// <summary>The places as they are written.</summary>
    public override string ToString() => (Left, Distance) switch
    {
        (null, null) => Auto,
        (null, _) => $"{DistanceName}={Distance}",
        (_, null) => $"{LeftName}={Left}",
        _ => $"{LeftName}={Left},{DistanceName}={Distance}",
    };

    /// <summary>The nearer the head, the more of its way a step is: 2 cm within an arm's length, 10 cm on a sofa.</summary>
    static double UsualStep(double distance) => distance < ArmsLength ? 0.02 : distance < SofaLength ? 0.05 : 0.1;
}
