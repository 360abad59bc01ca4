namespace Proscenium.Judging.Hearing;

/// <summary>The second model's cues of true sources, degree by degree over the front half plane, and what they are at most.</summary>
sealed class ConsistencyTemplate
{
    readonly ConsistencyCues[][] _cues; // [source][band], from -90 degrees on, evenly apart
    readonly Lazy<double> _leastNats;

    /// <summary>Learns what true sources give.</summary>
    /// <param name="sources">Their responses, from -90 to 90 degrees, evenly apart.</param>
    public ConsistencyTemplate(EarResponses[] sources)
    {
        _cues = [.. sources.AsParallel().AsOrdered().Select(ears => ConsistencyCues.All(ears, Material.Onset))];
        Bands = _cues[0].Length;
        Largest = [.. Enumerable.Range(0, Bands).Select(band => (_cues.Max(cues => Math.Abs(cues[band].DelaySeconds)), _cues.Max(cues => Math.Abs(cues[band].LevelDb))))];
        InFront = [.. Enumerable.Range(0, Bands).Select(band => At(0, band).Power)];
        _leastNats = new(() => _cues.Min(cues => CueConsistency.Entropy(CueConsistency.Probability(cues, this))));
    }

    /// <summary>How many bands there are.</summary>
    public int Bands { get; }

    /// <summary>The largest magnitudes of true sources, by band.</summary>
    public (double DelaySeconds, double LevelDb)[] Largest { get; }

    /// <summary>Power of a source in front, by band.</summary>
    public double[] InFront { get; }

    /// <summary>The entropy of the true source whose place is the most certain.</summary>
    public double LeastNats => _leastNats.Value;

    /// <summary>What a true source at an azimuth gives in a band.</summary>
    public ConsistencyCues At(double azimuthDegrees, int band)
    {
        double place = (azimuthDegrees + LocalisationTemplate.WidestDegrees) / (2 * LocalisationTemplate.WidestDegrees) * (_cues.Length - 1);
        int below = Math.Clamp((int)place, 0, _cues.Length - 2);
        (ConsistencyCues a, ConsistencyCues b, double share) = (_cues[below][band], _cues[below + 1][band], place - below);
        return new(a.Power + share * (b.Power - a.Power), a.DelaySeconds + share * (b.DelaySeconds - a.DelaySeconds), a.LevelDb + share * (b.LevelDb - a.LevelDb));
    }
}
