using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Limiting;

/// <summary>Finds where rows come near their limits within a window of hops, and has the programme meet what exceeds them.</summary>
sealed class ExtremeSearch
{
    const int Around = 2 * TruePeak.Reach - 1, MostMeetings = 32, Sample = -1; // not a point between samples
    const float Near = 0.8f, Exceeding = 1 + 1e-4f, Spare = 5e-5f;

    readonly HopHistory _history;
    readonly SignalLayout _signals;
    readonly GainProgramme _programme;
    readonly float[] _limits, _trial, _points; // [row]; [sample]; [point]
    readonly float[] _shares, _gains;          // [extreme]: its share of the limit with nothing reduced; [extreme * unknowns]
    readonly int _hop, _unknowns;
    int _extremes;

    /// <summary>Takes all memory.</summary>
    /// <param name="history">The signals.</param>
    /// <param name="signals">Where they lie.</param>
    /// <param name="programme">The reductions.</param>
    /// <param name="limits">The largest sample of each row.</param>
    /// <param name="hop">Samples of a hop.</param>
    public ExtremeSearch(HopHistory history, SignalLayout signals, GainProgramme programme, float[] limits, int hop)
    {
        (_history, _signals, _programme, _limits, _hop, _unknowns) = (history, signals, programme, limits, hop, programme.Count);
        (_trial, _points) = (new float[Around + HopHistory.Hops * hop], new float[TruePeak.Points * hop]);
        int most = 4 * signals.Rows * HopHistory.Hops * (1 + TruePeak.Points);
        (_shares, _gains) = (new float[most], new float[most * _unknowns]);
    }

    /// <summary>Forgets what was found.</summary>
    public void Clear() => _extremes = 0;

    /// <summary>Looks through the window at the reductions of now.</summary>
    /// <param name="firstHop">The first hop that is not known to be within the limits.</param>
    /// <returns>The largest sample, or point between samples, in terms of its row's limit.</returns>
    public float Look(int firstHop) => Search(firstHop, keeps: false);

    /// <summary>The same, and keeps what is near its limit.</summary>
    /// <param name="firstHop">The first hop that is not known to be within the limits.</param>
    public float Find(int firstHop) => Search(firstHop, keeps: true);

    float Search(int firstHop, bool keeps)
    {
        float worst = 0;
        for (int row = 0; row < _signals.Rows; row++)
        {
            Span<float> trial = _trial.AsSpan(0, Around + (HopHistory.Hops - firstHop) * _hop);
            Reduce(row, firstHop, trial);
            for (int hop = firstHop; hop < HopHistory.Hops; hop++)
            {
                ReadOnlySpan<float> samples = trial.Slice((hop - firstHop) * _hop, Around + _hop);
                worst = Math.Max(worst, Note(row, hop, Sample, samples[Around..], keeps));
                if (SampleGuard.Peak(samples) * TruePeak.Bound <= _limits[row]) continue;
                TruePeak.Interpolate(samples, _points);
                for (int point = 0; point < TruePeak.Points; point++) worst = Math.Max(worst, Note(row, hop, point, _points.AsSpan(point * _hop, _hop), keeps));
            }
        }
        return worst;
    }

    /// <summary>Has the programme meet what was found, the worst first, until nothing of it exceeds its limit.</summary>
    public void Resolve()
    {
        for (int meeting = 0; meeting < MostMeetings; meeting++)
        {
            int worst = 0;
            float excess = float.NegativeInfinity;
            for (int extreme = 0; extreme < _extremes; extreme++)
            {
                float left = _shares[extreme] - SampleMath.Dot(Gains(extreme), _programme.Reductions);
                if (left > excess) (worst, excess) = (extreme, left);
            }
            if (excess <= Exceeding) return;
            _programme.Meet(Gains(worst), excess - 1 + Spare);
        }
    }

    Span<float> Gains(int extreme) => _gains.AsSpan(extreme * _unknowns, _unknowns);

    void Reduce(int row, int firstHop, Span<float> trial)
    {
        _history.From(_signals.Sum(row), firstHop, Around).CopyTo(trial);
        for (int i = 0; i < _unknowns; i++)
            if (_programme.Reductions[i] != 0) SampleMath.AddScaled(_history.From(_signals.Part(i, row), firstHop, Around), -_programme.Reductions[i], trial);
    }

    /// <summary>The largest of some samples or points in terms of the limit, kept where it is near it.</summary>
    float Note(int row, int hop, int point, ReadOnlySpan<float> values, bool keeps)
    {
        float peak = SampleGuard.Peak(values), share = peak / _limits[row];
        if (!keeps || share < Near || _extremes == _shares.Length) return share;
        int index = 0;
        while (Math.Abs(values[index]) < peak) index++;
        float scale = Math.Sign(values[index]) / _limits[row];
        _shares[_extremes] = scale * Value(_signals.Sum(row), hop, point, index);
        Span<float> gains = Gains(_extremes++);
        for (int i = 0; i < gains.Length; i++) gains[i] = scale * Value(_signals.Part(i, row), hop, point, index);
        return share;
    }

    float Value(int signal, int hop, int point, int index)
    {
        if (point == Sample) return _history.From(signal, hop, 0)[index];
        return TruePeak.Point(_history.From(signal, hop, Around).Slice(index, 2 * TruePeak.Reach), point);
    }
}
