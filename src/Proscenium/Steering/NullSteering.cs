using System.Numerics;
using MathNet.Numerics.RootFinding;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>
/// The one solver: least-effort weights that give the aim its wanted response, and whose ratio of the power at the aim to the power in the dark
/// zone is exactly the target, or as near to it as the limits and the physics allow. Where least effort alone would drive one driver beyond its limit, the
/// response at the aim is lowered.
/// </summary>
/// <remarks>
/// With M the effort (band weights and shape rows) and R the dark power, w ~ (M + beta R)^-1 c^H. Ratio and effort both rise with beta, so beta is a
/// root (derivation: docs/decisions/one-solver.md). R has few rows, so that the inverse of M alone is needed (Woodbury 1950), but for the drivers' uncertainty, which is added to M.
/// </remarks>
static class NullSteering
{
    /// <summary>Solves one frequency.</summary>
    public static SteeringSolution Solve(SteeringProblem problem) => Solver.For(problem).Solve(problem);

    /// <summary>|row . w|^2.</summary>
    internal static double Power(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights) => Response(row, weights).MagnitudeSquared();

    /// <summary>row . w.</summary>
    internal static Complex Response(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < row.Length; n++) sum += row[n] * weights[n];
        return sum;
    }

    /// <summary>The largest power of a single weight.</summary>
    internal static double LargestPower(ReadOnlySpan<Complex> weights)
    {
        double most = 0;
        foreach (Complex weight in weights) most = Math.Max(most, weight.MagnitudeSquared());
        return most;
    }

    /// <summary>The power that any weights radiate to all sides.</summary>
    internal static double RadiatedPower(SteeringProblem problem, ReadOnlySpan<Complex> weights) => problem.Radiation is { } radiation ? Radiation.Power(radiation, problem.Bin, weights) : 0;

    /// <summary>The power ratio of any weights, aim over dark zone; dark power in the mean over the drivers' uncertainty.</summary>
    internal static double PowerRatio(SteeringProblem problem, ReadOnlySpan<Complex> weights)
    {
        double dark = 0;
        for (int k = 0; k < problem.Dark.Length; k++)
        {
            dark += problem.DarkWeights[k] * Power(problem.Dark[k], weights);
            if (problem.Uncertainty == 0) continue;
            for (int n = 0; n < weights.Length; n++) dark += problem.Uncertainty * problem.DarkWeights[k] * (problem.Dark[k][n] * weights[n]).MagnitudeSquared();
        }
        return Power(problem.Aim, weights) / Math.Max(dark, 1e-300);
    }

    /// <summary>Where a rising function crosses zero, or the end it stays beyond.</summary>
    static double Crossing(Func<double, double> rising, double low, double high)
    {
        if (rising(low) >= 0) return low;
        if (rising(high) <= 0) return high;
        return Brent.TryFindRoot(rising, low, high, 1e-9, 200, out double root) ? root : Bisection.FindRoot(rising, low, high, 1e-9, 200);
    }

    /// <summary>Solves problems of so many drivers and dark rows, one after the other in the same memory.</summary>
    sealed class Solver(int drivers, int rows)
    {
        [ThreadStatic]
        static Solver? _last;

        readonly HermitianSystem _effort = new(drivers), _loaded = new(drivers), _seen = new(rows), _system = new(rows);
        readonly Complex[] _weights = new Complex[drivers], _free = new Complex[drivers]; // found last; those of least effort alone
        readonly Complex[][] _rows = Rows(rows, drivers), _moves = Rows(rows, drivers); // dark rows d_k; M^-1 d_k^H
        readonly Complex[] _reached = new Complex[rows], _steps = new Complex[rows];
        readonly double[] _spread = new double[drivers];
        SteeringProblem _problem = null!;
        Func<double, double>? _excess;
        double _level;

        /// <summary>This thread's solver for so many drivers and dark rows.</summary>
        public static Solver For(SteeringProblem problem) =>
            _last is { } last && last._weights.Length == problem.Aim.Length && last._rows.Length == problem.Dark.Length ? last : _last = new(problem.Aim.Length, problem.Dark.Length);

        public SteeringSolution Solve(SteeringProblem problem)
        {
            Take(problem);
            Reached reached = At(0);
            if (Boost is var boost and > 1)
            {
                _level = 1 / Math.Sqrt(boost);
                reached = At(0);
            }
            if (Beyond(reached) < 0)
            {
                double scale = Math.Log(1 / Math.Max(DarkScale(), 1e-300));
                reached = At(Math.Exp(Crossing(_excess ??= logBeta => Beyond(At(Math.Exp(logBeta))), scale - 18, scale + 28)));
            }
            return new([.. _weights], reached.PowerRatio, reached.Effort, _level);
        }

        /// <summary>The trace of what the dark rows and the drivers' uncertainty add.</summary>
        double DarkScale()
        {
            (double rows, double spread) = (0, 0);
            foreach (Complex[] row in _rows)
            {
                double power = 0;
                foreach (Complex value in row) power += value.MagnitudeSquared();
                rows += power;
            }
            foreach (double value in _spread) spread += value;
            return rows + spread;
        }

        void Take(SteeringProblem problem)
        {
            (_problem, _level) = (problem, 1);
            _effort.Clear();
            Array.Clear(_weights);
            Array.Clear(_spread);
            for (int n = 0; n < drivers; n++) _effort.AddDiagonal(n, problem.Effort[n]);
            foreach (Complex[] row in problem.Shape) _effort.AddPower(row, 1);
            for (int k = 0; k < rows; k++)
            {
                double scale = Math.Sqrt(problem.DarkWeights[k]);
                for (int n = 0; n < drivers; n++)
                {
                    _rows[k][n] = scale * problem.Dark[k][n];
                    _spread[n] += problem.Uncertainty * _rows[k][n].MagnitudeSquared();
                }
            }
            Prepare(0);
        }

        /// <summary>Weights of least effort alone, and where each dark row would move them.</summary>
        void Prepare(double beta)
        {
            _loaded.CopyFrom(_effort);
            for (int n = 0; n < drivers; n++) _loaded.AddDiagonal(n, beta * _spread[n]);
            _loaded.FactorLoaded();
            _loaded.SolveConjugate(_problem.Aim, _free);
            for (int k = 0; k < rows; k++)
            {
                _loaded.SolveConjugate(_rows[k], _moves[k]);
                _reached[k] = Complex.Conjugate(Response(_rows[k], _free));
                for (int l = 0; l <= k; l++) _seen[k, l] = Response(_rows[k], _moves[l]);
            }
        }

        /// <summary>How far what was found last is beyond the target or a limit, as the logarithm of a power ratio; below 0 it is within all of them.</summary>
        double Beyond(Reached reached) =>
            Math.Log(Math.Max(Math.Max(reached.PowerRatio / _problem.TargetRatio, reached.Effort / _problem.GainLimit), Math.Max(Boost, Radiated)));

        /// <summary>The largest power of a driver's weight over its limit.</summary>
        double Boost => LargestPower(_weights) / _problem.BoostLimit;

        /// <summary>The power radiated to all sides over its limit.</summary>
        double Radiated => double.IsPositiveInfinity(_problem.RadiationLimit) ? 0 : RadiatedPower(_problem, _weights) / _problem.RadiationLimit;

        /// <summary>Weights ~ (M + beta R)^-1 c^H that give the aim its response.</summary>
        Reached At(double beta)
        {
            if (_problem.Uncertainty > 0) Prepare(beta);
            _free.CopyTo(_weights, 0);
            if (beta > 0) Darken(beta);
            Complex toWanted = _level * _problem.Wanted / Response(_problem.Aim, _weights);
            double effort = 0;
            for (int n = 0; n < _weights.Length; n++)
            {
                _weights[n] *= toWanted;
                effort += _problem.Effort[n] * _weights[n].MagnitudeSquared();
            }
            return new(PowerRatio(_problem, _weights), effort);
        }

        /// <summary>What the dark rows take from the weights of least effort: M^-1 D^H (1/beta + D M^-1 D^H)^-1 D w.</summary>
        void Darken(double beta)
        {
            _system.CopyFrom(_seen);
            for (int k = 0; k < rows; k++) _system.AddDiagonal(k, 1 / beta);
            _system.FactorLoaded();
            _system.SolveConjugate(_reached, _steps);
            for (int k = 0; k < rows; k++)
                for (int n = 0; n < drivers; n++) _weights[n] -= _steps[k] * _moves[k][n];
        }

        static Complex[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new Complex[length])];
    }

    /// <summary>What weights reach, as power ratios.</summary>
    readonly record struct Reached(double PowerRatio, double Effort);
}
