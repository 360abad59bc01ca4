namespace Proscenium.Judging.Rooms;

/// <summary>
/// How the energy of an impulse response dies away: Schroeder's backward integral (Schroeder, New method of measuring reverberation time,
/// JASA 37, 1965) and the figures of ISO 3382-1 that are read from it. Time counts from the direct sound; what is there before, such as the
/// ringing of a filter without delay, belongs to it. Of silence all figures are NaN.
/// </summary>
sealed class EnergyDecay
{
    const double Early50 = 0.05, Early80 = 0.08, DecayDb = 60;

    /// <summary>The end of a response must lie this far below a range that is fitted: ISO 3382-1, 5.3.3.</summary>
    const double MarginDb = 10;

    readonly double[] _left; // energy of a sample and all after it
    readonly double _sampleRate, _onset, _centre;

    /// <summary>Integrates a response.</summary>
    /// <param name="response">Samples of the whole response or of a band of it.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="onsetSeconds">When the direct sound arrives.</param>
    public EnergyDecay(ReadOnlySpan<double> response, double sampleRate, double onsetSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onsetSeconds);
        (_sampleRate, _onset, _left) = (sampleRate, onsetSeconds * sampleRate, new double[response.Length + 1]);
        double moment = 0;
        for (int n = response.Length - 1; n >= 0; n--)
        {
            double energy = response[n] * response[n];
            _left[n] = _left[n + 1] + energy;
            moment += energy * (n - _onset);
        }
        _centre = moment / (_left[0] * sampleRate);
    }

    /// <summary>EDT in seconds: the slope from 0 to -10 dB, drawn on to 60 dB; NaN where the response does not decay so far.</summary>
    public double EarlyDecayTime => Fit(0, -10);

    /// <summary>T20 in seconds: the slope from -5 to -25 dB, drawn on to 60 dB; NaN where the response does not decay so far.</summary>
    public double T20 => Fit(-5, -25);

    /// <summary>T30 in seconds: the slope from -5 to -35 dB, drawn on to 60 dB; NaN where the response does not decay so far.</summary>
    public double T30 => Fit(-5, -35);

    /// <summary>C50 in dB: energy of the first 50 ms over that of the rest; infinite where nothing follows.</summary>
    public double C50 => Clarity(Early50);

    /// <summary>C80 in dB: energy of the first 80 ms over that of the rest; infinite where nothing follows.</summary>
    public double C80 => Clarity(Early80);

    /// <summary>D50: the share of the energy that comes within 50 ms, 0 to 1.</summary>
    public double D50 => 1 - After(Early50) / _left[0];

    /// <summary>Centre time Ts in seconds: the mean of time, weighted by energy.</summary>
    public double CentreTime => _centre;

    /// <summary>What is still to come at a time after the direct sound, in dB of what was to come as it arrived.</summary>
    public double LevelDb(double seconds) => 10 * Math.Log10(After(seconds) / After(0));

    double Clarity(double seconds) => 10 * Math.Log10((_left[0] - After(seconds)) / After(seconds));

    /// <summary>The energy from a time on; a sample's is spread over the time to the next.</summary>
    double After(double seconds)
    {
        double place = Math.Min(_onset + seconds * _sampleRate, _left.Length - 1);
        int below = Math.Min((int)place, _left.Length - 2);
        return below < 0 ? 0 : _left[below] + (place - below) * (_left[below + 1] - _left[below]);
    }

    /// <summary>The time of 60 dB along the straight line of least squares through a range of the decay.</summary>
    double Fit(double fromDb, double toDb)
    {
        double whole = After(0), high = whole * Math.Pow(10, fromDb / 10), low = whole * Math.Pow(10, toDb / 10);
        int first = (int)Math.Ceiling(_onset), count = 0;
        double time = 0, level = 0, square = 0, product = 0;
        for (int n = first; n < _left.Length && _left[n] >= low && _left[n] > 0; n++)
        {
            if (_left[n] > high) continue;
            double t = (n - first) / _sampleRate, db = 10 * Math.Log10(_left[n] / whole);
            (count, time, level, square, product) = (count + 1, time + t, level + db, square + t * t, product + t * db);
        }
        double spread = square - time * time / count;
        if (count < 2 || !(spread > 0)) return double.NaN;
        double slope = (product - time * level / count) / spread;
        double end = level / count + slope * ((_left.Length - 1 - first) / _sampleRate - time / count);
        return end <= toDb - MarginDb ? -DecayDb / slope : double.NaN;
    }
}
