namespace Proscenium.Mathematics;

/// <summary>Straight lines over log frequency between points, level beyond the outermost ones.</summary>
sealed class LogLines
{
    readonly IReadOnlyList<(double Hertz, double Value)> _points;

    /// <summary>Takes points with rising frequencies.</summary>
    /// <exception cref="SettingException">No point, or frequencies that do not rise, or numbers out of all range.</exception>
    public LogLines(IReadOnlyList<(double Hertz, double Value)> points)
    {
        if (points.Count == 0) throw new SettingException("a curve over frequency has no points: give it at least one point, a frequency in Hz and a level in dB.");
        for (int i = 0; i < points.Count; i++)
        {
            if (!SaneRange.IsFrequency(points[i].Hertz) || (i > 0 && points[i].Hertz <= points[i - 1].Hertz))
                throw new SettingException(FormattableString.Invariant($"point {i + 1} of the curve is at {points[i].Hertz} Hz: give frequencies from {SaneRange.Frequencies} that rise from point to point."));
            if (!SaneRange.IsLevel(points[i].Value)) throw new SettingException(FormattableString.Invariant($"point {i + 1} of the curve is {points[i].Value}: give values from {SaneRange.Levels}."));
        }
        _points = points;
    }

    /// <summary>The value at a frequency in Hz.</summary>
    public double At(double frequency)
    {
        if (frequency <= _points[0].Hertz) return _points[0].Value;
        for (int i = 1; i < _points.Count; i++)
        {
            if (frequency > _points[i].Hertz) continue;
            double t = Math.Log(frequency / _points[i - 1].Hertz) / Math.Log(_points[i].Hertz / _points[i - 1].Hertz);
            return _points[i - 1].Value + t * (_points[i].Value - _points[i - 1].Value);
        }
        return _points[^1].Value;
    }
}
