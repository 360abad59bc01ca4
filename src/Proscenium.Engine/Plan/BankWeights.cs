namespace Proscenium.Engine.Plan;

/// <summary>The weights with which filters for the seat and those of a bank's places are averaged: bilinear between the four places round the head.</summary>
sealed class BankWeights
{
    readonly double[] _left, _forward;
    readonly float[] _values;
    (float Left, float Forward)? _place;

    /// <summary>Begins with the filters for the seat.</summary>
    public BankWeights(PlanBank bank)
    {
        (_left, _forward) = ([.. bank.LeftMetres], [.. bank.ForwardMetres]);
        _values = new float[1 + _left.Length * _forward.Length];
        _values[0] = 1;
    }

    /// <summary>The weight of the filters for the seat, then of all lefts of the first forward, then of those of the next; they add up to 1.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Changes the weights to those of a place; false where they are so already.</summary>
    /// <param name="place">Metres from the seat, taken for the bank's edge where it lies beyond; null where nobody knows.</param>
    public bool Change((float Left, float Forward)? place)
    {
        if (place == _place) return false;
        _place = place;
        Array.Clear(_values);
        if (place is not { } known)
        {
            _values[0] = 1;
            return true;
        }
        (int left, double leftShare) = Between(_left, known.Left);
        (int forward, double forwardShare) = Between(_forward, known.Forward);
        Add(left, forward, (1 - leftShare) * (1 - forwardShare));
        Add(left + 1, forward, leftShare * (1 - forwardShare));
        Add(left, forward + 1, (1 - leftShare) * forwardShare);
        Add(left + 1, forward + 1, leftShare * forwardShare);
        return true;
    }

    void Add(int left, int forward, double weight)
    {
        if (weight > 0) _values[1 + forward * _left.Length + left] += (float)weight;
    }

    /// <summary>The place below a value, and the share of the next one.</summary>
    static (int Below, double Share) Between(double[] places, double value)
    {
        if (value <= places[0]) return (0, 0);
        int below = 0;
        while (below + 1 < places.Length && places[below + 1] <= value) below++;
        return below + 1 == places.Length ? (below, 0) : (below, (value - places[below]) / (places[below + 1] - places[below]));
    }
}
