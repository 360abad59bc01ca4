namespace Proscenium.Tracking;

/// <summary>A place of the head, in metres from the seat to the listener's left and towards the device.</summary>
readonly record struct Place(double Left, double Forward)
{
    /// <summary>The seat.</summary>
    public static Place Seat => default;

    /// <summary>Metres to another place.</summary>
    public double DistanceTo(Place other) => Math.Sqrt((Left - other.Left) * (Left - other.Left) + (Forward - other.Forward) * (Forward - other.Forward));

    /// <summary>The place on the way to another one: 0 is here, 1 there.</summary>
    public Place Towards(Place other, double share) => new(Left + share * (other.Left - Left), Forward + share * (other.Forward - Forward));

    /// <summary>The place that is reached within some metres of way, or the other one.</summary>
    public Place Approach(Place other, double metres) => DistanceTo(other) is var distance && distance > metres ? Towards(other, metres / distance) : other;
}
