using Proscenium.Engine.Plan;

namespace Proscenium.Tracking;

/// <summary>The rectangle of places that a head is followed in, metres from the seat.</summary>
readonly record struct PlaceBounds(double LeastLeft, double MostLeft, double LeastForward, double MostForward)
{
    /// <summary>Everywhere.</summary>
    public static PlaceBounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The edges of a plan's bank; everywhere where there is none.</summary>
    public static PlaceBounds Of(PlanBank? bank) => bank is null ? None : new(bank.LeftMetres[0], bank.LeftMetres[^1], bank.ForwardMetres[0], bank.ForwardMetres[^1]);

    /// <summary>The nearest place within.</summary>
    public Place Clamp(Place place) => new(Math.Clamp(place.Left, LeastLeft, MostLeft), Math.Clamp(place.Forward, LeastForward, MostForward));
}
