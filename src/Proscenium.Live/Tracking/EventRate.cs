namespace Proscenium.Live.Tracking;

/// <summary>How many events a second there are, counted over about a second.</summary>
sealed class EventRate
{
    const double Seconds = 1;

    double _begun, _rate;
    int _count;

    /// <summary>Counts some.</summary>
    public void Add(double seconds, int events)
    {
        Turn(seconds);
        _count += events;
    }

    /// <summary>Events a second of late.</summary>
    public double At(double seconds)
    {
        Turn(seconds);
        return _rate;
    }

    void Turn(double seconds)
    {
        double passed = seconds - _begun;
        if (passed < Seconds) return;
        _rate = passed < 2 * Seconds ? _count / passed : 0; // what was counted is long past
        (_begun, _count) = (seconds, 0);
    }
}
