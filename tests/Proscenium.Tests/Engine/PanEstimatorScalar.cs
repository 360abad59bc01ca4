using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

/// <summary>The pan model as its formulas say, group by group in double: the scalar twin of <see cref="PanEstimator"/>.</summary>
sealed class PanEstimatorScalar
{
    const int Directions = 7;

    readonly ErbBands _groups;
    readonly int _passes, _learnEvery;
    readonly double _hopSeconds;
    readonly double[,] _short, _long;                                 // |L|^2, |R|^2, Re L R* x groups
    readonly double[,] _longMean, _shortMean, _usual, _usualWide, _shares; // directions x groups
    int _hop;

    public PanEstimatorScalar(UpmixTiming timing, int rate)
    {
        (_passes, double perBandwidth) = timing.Filters ? (1, 4.0) : (2, 6.0);
        _groups = new(timing.TransformLength, rate, perBandwidth);
        _hopSeconds = (double)timing.HopFrames / rate;
        _learnEvery = Math.Max(1, (int)Math.Round(0.0095 / _hopSeconds));
        (_short, _long) = (new double[3, _groups.Count], new double[3, _groups.Count]);
        (_longMean, _shortMean, _shares) = (new double[Directions, _groups.Count], new double[Directions, _groups.Count], new double[Directions, _groups.Count]);
        (_usual, _usualWide) = (new double[Directions, _groups.Count], new double[Directions, _groups.Count]);
        foreach (double[,] even in (double[][,])[_shares, _usual, _usualWide])
            for (int d = 0; d < Directions; d++)
                for (int g = 0; g < _groups.Count; g++) even[d, g] = 1.0 / Directions;
        (FromLeft, FromRight) = (new double[timing.TransformLength / 2 + 1], new double[timing.TransformLength / 2 + 1]);
    }

    public double[] FromLeft { get; }

    public double[] FromRight { get; }

    public void Update(StereoSpectrum spectrum)
    {
        (double[,] heard, double[] total) = Hear(spectrum);
        double[,] powers = Fit(heard);
        for (int pass = 1; pass < _passes; pass++)
        {
            Expect(Mixed(_shortMean, Present(powers, total), _learnEvery * _hopSeconds, 0.04));
            powers = Fit(heard);
        }
        Spread(heard, powers);
        if (++_hop % _learnEvery != 0) return;
        Array.Copy(Mixed(_longMean, Present(powers, total), _learnEvery * _hopSeconds, 0.7), _longMean, _longMean.Length);
        Array.Copy(Mixed(_shortMean, Present(powers, total), _learnEvery * _hopSeconds, 0.04), _shortMean, _shortMean.Length);
        Array.Copy(Shares(_longMean, 1), _usual, _usual.Length);
        Array.Copy(Shares(_longMean, 35), _usualWide, _usualWide.Length);
        Expect(_shortMean);
    }

    (double[,] Heard, double[] Total) Hear(StereoSpectrum spectrum)
    {
        float[][] sums = [new float[_groups.PaddedCount], new float[_groups.PaddedCount], new float[_groups.PaddedCount]];
        _groups.Sum(spectrum, sums[0], sums[1], sums[2]);
        (double[,] heard, double[] total, double[] change) = (new double[3, _groups.Count], new double[_groups.Count], new double[_groups.Count]);
        for (int g = 0; g < _groups.Count; g++)
        {
            for (int k = 0; k < 3; k++)
            {
                _short[k, g] += (1 - Math.Exp(-_hopSeconds / 0.010)) * (sums[k][g] - _short[k, g]);
                _long[k, g] += (1 - Math.Exp(-_hopSeconds / 0.160)) * (sums[k][g] - _long[k, g]);
            }
            (double now, double old) = (_short[0, g] + _short[1, g], _long[0, g] + _long[1, g]);
            double level = (_short[0, g] - _short[1, g]) / now - (_long[0, g] - _long[1, g]) / old, product = 2 * (_short[2, g] / now - _long[2, g] / old);
            change[g] = Math.Pow(now - old, 2) / (now * old) + level * level + product * product;
        }
        for (int g = 0; g < _groups.Count; g++)
        {
            double mean = (change[Math.Max(0, g - 1)] + change[g] + change[Math.Min(_groups.Count - 1, g + 1)]) / 3, part = 0.9 / Math.Pow(1 + mean / 2, 2);
            total[g] = _short[0, g] + _short[1, g];
            for (int k = 0; k < 3; k++) heard[k, g] = (1 - part) * _short[k, g] / total[g] + part * _long[k, g] / (_long[0, g] + _long[1, g]);
        }
        return (heard, total);
    }

    double[,] Fit(double[,] heard)
    {
        double[,] powers = (double[,])_shares.Clone();
        for (int g = 0; g < _groups.Count; g++)
        {
            for (int update = 0; update < 4; update++)
            {
                (double a, double b, double c) = Model(powers, g);
                double det = a * b - c * c;
                (double pa, double pb, double pc) = (b / det, a / det, -c / det);
                (double l, double r, double x) = (heard[0, g], heard[1, g], heard[2, g]);
                double qa = pa * pa * l + 2 * pa * pc * x + pc * pc * r, qb = pc * pc * l + 2 * pb * pc * x + pb * pb * r, qc = pa * pc * l + (pa * pb + pc * pc) * x + pc * pb * r;
                for (int d = 0; d < Directions; d++)
                {
                    (double cos, double sin) = (Math.Cos(Math.PI / 2 * d / 6), Math.Sin(Math.PI / 2 * d / 6));
                    double gain = Math.Max(0, cos * cos * qa + sin * sin * qb + 2 * cos * sin * qc), cost = cos * cos * pa + sin * sin * pb + 2 * cos * sin * pc;
                    powers[d, g] *= powers[d, g] * gain / (powers[d, g] * cost + 0.003);
                }
            }
        }
        return powers;
    }

    void Spread(double[,] heard, double[,] powers)
    {
        (float[] left, float[] right) = (new float[_groups.Count], new float[_groups.Count]);
        for (int g = 0; g < _groups.Count; g++)
        {
            (double a, double b, double c) = Model(powers, g);
            double alike = 1 / (1 + Math.Pow(Math.Max(0, 0.5 - heard[2, g]) / 1e-4, 2)), gain = powers[3, g] / 2 / (a * b - c * c);
            (left[g], right[g]) = ((float)(alike / 2 + (1 - alike) * gain * (b - c)), (float)(alike / 2 + (1 - alike) * gain * (a - c)));
        }
        (float[] leftBins, float[] rightBins) = (new float[StereoSpectrum.PaddedLength(FromLeft.Length)], new float[StereoSpectrum.PaddedLength(FromLeft.Length)]);
        _groups.Spread(left, right, leftBins, rightBins);
        for (int bin = 0; bin < FromLeft.Length; bin++) (FromLeft[bin], FromRight[bin]) = (leftBins[bin], rightBins[bin]);
    }

    static (double A, double B, double C) Model(double[,] powers, int g)
    {
        (double a, double b, double c) = (0.05, 0.05, 0);
        for (int d = 0; d < Directions; d++)
        {
            (double cos, double sin) = (Math.Cos(Math.PI / 2 * d / 6), Math.Sin(Math.PI / 2 * d / 6));
            (a, b, c) = (a + powers[d, g] * cos * cos, b + powers[d, g] * sin * sin, c + powers[d, g] * cos * sin);
        }
        return (a, b, c);
    }

    double[,] Present(double[,] powers, double[] total)
    {
        double[,] present = new double[Directions, _groups.Count];
        for (int d = 0; d < Directions; d++)
            for (int g = 0; g < _groups.Count; g++) present[d, g] = powers[d, g] * Math.Pow(total[g], 0.75);
        return present;
    }

    static double[,] Mixed(double[,] mean, double[,] present, double seconds, double timeConstant)
    {
        double[,] mixed = new double[mean.GetLength(0), mean.GetLength(1)];
        double keep = Math.Exp(-seconds / timeConstant);
        for (int d = 0; d < mixed.GetLength(0); d++)
            for (int g = 0; g < mixed.GetLength(1); g++) mixed[d, g] = keep * mean[d, g] + (1 - keep) * present[d, g];
        return mixed;
    }

    double[,] Shares(double[,] means, double bandwidths)
    {
        double[,] shares = new double[Directions, _groups.Count];
        for (int g = 0; g < _groups.Count; g++)
        {
            (int first, int last) = _groups.Around(g, bandwidths);
            double all = 0;
            for (int d = 0; d < Directions; d++)
            {
                for (int k = first; k <= last; k++) shares[d, g] += means[d, k];
                all += shares[d, g];
            }
            for (int d = 0; d < Directions; d++) shares[d, g] /= all;
        }
        return shares;
    }

    void Expect(double[,] recent)
    {
        double[,] near = Shares(recent, 1), wide = Shares(recent, 35);
        for (int g = 0; g < _groups.Count; g++)
        {
            double sum = 0;
            for (int d = 0; d < Directions; d++)
                sum += _shares[d, g] = _usual[d, g] * Math.Sqrt((near[d, g] + 0.02) * (wide[d, g] + 0.02) / ((_usual[d, g] + 0.02) * (_usualWide[d, g] + 0.02)));
            for (int d = 0; d < Directions; d++) _shares[d, g] = 0.98 * _shares[d, g] / sum + 0.02 / Directions;
        }
    }
}
