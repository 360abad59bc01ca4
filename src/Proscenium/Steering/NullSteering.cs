using System.Numerics;
using MathNet.Numerics.RootFinding;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// The one solver: least-effort weights that give the aim its wanted response and whose bright/dark power ratio is exactly the asked
/// one, or as near to it as the effort limit and the physics let it come.
/// </summary>
/// <remarks>
/// With M the effort (band weights and shape rows) and R the dark power, one bright row gives w ~ (M + beta R)^-1 c^H; ratio and effort
/// both rise with beta, so beta is a root (derivation: docs/decisions/one-solver.md). Several bright rows: the constant-ratio form
/// w ~ (M - lambda (A - tau R))^-1 c^H, A the bright power (Luo, Constant directivity loudspeaker beamforming, EUSIPCO 2024).
/// </remarks>
public static class NullSteering
{
    /// <summary>Solves one frequency.</summary>
    public static SteeringSolution Solve(SteeringProblem problem) => problem.Bright.Length == 0 ? new OneBrightRow(problem).Solve() : new SeveralBrightRows(problem).Solve();

    /// <summary>|row . w|^2.</summary>
    internal static double Power(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights) => ComplexPower.Of(Response(row, weights));

    /// <summary>row . w.</summary>
    internal static Complex Response(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < row.Length; n++) sum += row[n] * weights[n];
        return sum;
    }

    /// <summary>The bright/dark power ratio of any weights, dark power in the mean over the drivers' uncertainty.</summary>
    internal static double PowerRatio(SteeringProblem problem, ReadOnlySpan<Complex> weights)
    {
        double bright = problem.Bright.Length == 0 ? Power(problem.Aim, weights) : 0, dark = 0;
        foreach (Complex[] row in problem.Bright) bright += Power(row, weights) / problem.Bright.Length;
        for (int k = 0; k < problem.Dark.Length; k++)
        {
            dark += problem.DarkWeights[k] * Power(problem.Dark[k], weights);
            if (problem.Uncertainty == 0) continue;
            for (int n = 0; n < weights.Length; n++) dark += problem.Uncertainty * problem.DarkWeights[k] * ComplexPower.Of(problem.Dark[k][n] * weights[n]);
        }
        return bright / Math.Max(dark, 1e-300);
    }

    /// <summary>Where a rising function crosses zero, or the end it stays beyond.</summary>
    static double Crossing(Func<double, double> rising, double low, double high)
    {
        if (rising(low) >= 0) return low;
        if (rising(high) <= 0) return high;
        return Brent.TryFindRoot(rising, low, high, 1e-9, 200, out double root) ? root : Bisection.FindRoot(rising, low, high, 1e-9, 200);
    }

    /// <summary>What both forms share: effort, dark power, and weights that solve a system for the aim.</summary>
    abstract class Form
    {
        readonly HermitianSystem _system;

        protected Form(SteeringProblem problem)
        {
            Problem = problem;
            int drivers = problem.Aim.Length;
            (Effort, Dark, _system, Weights) = (new(drivers), new(drivers), new(drivers), new Complex[drivers]);
            for (int n = 0; n < drivers; n++) Effort.AddDiagonal(n, problem.Effort[n]);
            foreach (Complex[] row in problem.Shape) Effort.AddPower(row, 1);
            for (int k = 0; k < problem.Dark.Length; k++)
            {
                Dark.AddPower(problem.Dark[k], problem.DarkWeights[k]);
                for (int n = 0; n < drivers; n++) Dark.AddDiagonal(n, problem.Uncertainty * problem.DarkWeights[k] * ComplexPower.Of(problem.Dark[k][n]));
            }
        }

        protected SteeringProblem Problem { get; }

        protected HermitianSystem Effort { get; }

        protected HermitianSystem Dark { get; }

        /// <summary>The weights found last.</summary>
        protected Complex[] Weights { get; }

        /// <summary>Weights ~ (first + scale x second)^-1 c^H that give the aim its response; false where that is not positive definite.</summary>
        protected bool TrySolve(HermitianSystem first, double scale, HermitianSystem second)
        {
            _system.SetSum(first, scale, second);
            if (!_system.TryFactor()) return false;
            _system.SolveConjugate(Problem.Aim, Weights);
            Complex toWanted = Problem.Wanted / Response(Problem.Aim, Weights);
            for (int n = 0; n < Weights.Length; n++) Weights[n] *= toWanted;
            return true;
        }

        protected SteeringSolution Judge()
        {
            double effort = 0;
            for (int n = 0; n < Weights.Length; n++) effort += Problem.Effort[n] * ComplexPower.Of(Weights[n]);
            return new([.. Weights], PowerRatio(Problem, Weights), effort);
        }

        protected double OverAsked(SteeringSolution found) => Math.Log(found.PowerRatio / Problem.AskedRatio);

        protected double OverLimit(SteeringSolution found) => Math.Log(found.Effort / Problem.EffortLimit);
    }

    sealed class OneBrightRow(SteeringProblem problem) : Form(problem)
    {
        public SteeringSolution Solve()
        {
            double scale = Math.Log(1 / Math.Max(Dark.Trace, 1e-300));
            double Excess(double logBeta) => At(Math.Exp(logBeta)) is var found ? Math.Max(OverAsked(found), OverLimit(found)) : 0;
            SteeringSolution least = At(0);
            if (least.PowerRatio >= Problem.AskedRatio || least.Effort >= Problem.EffortLimit) return least;
            return At(Math.Exp(Crossing(Excess, scale - 18, scale + 28)));
        }

        SteeringSolution At(double beta)
        {
            TrySolve(Effort, beta, Dark);
            return Judge();
        }
    }

    sealed class SeveralBrightRows : Form
    {
        const double LargestLambda = 1e14;

        readonly HermitianSystem _bright, _excess;

        public SeveralBrightRows(SteeringProblem problem) : base(problem)
        {
            (_bright, _excess) = (new(problem.Aim.Length), new(problem.Aim.Length));
            foreach (Complex[] row in problem.Bright) _bright.AddPower(row, 1.0 / problem.Bright.Length);
        }

        public SteeringSolution Solve()
        {
            TrySolve(Effort, 0, Dark);
            SteeringSolution least = Judge();
            if (least.PowerRatio >= Problem.AskedRatio || least.Effort >= Problem.EffortLimit) return least;
            (double low, double high) = (Math.Log(least.PowerRatio), Math.Log(Problem.AskedRatio));
            if (TryRatio(high) is { } asked && asked.Effort <= Problem.EffortLimit) return asked;
            SteeringSolution best = least;
            while (high - low > 1e-9)
            {
                double middle = (low + high) / 2;
                if (TryRatio(middle) is { } found && found.Effort <= Problem.EffortLimit) (low, best) = (middle, found);
                else high = middle;
            }
            return best;
        }

        /// <summary>Least effort with bright power = tau x dark power, or null where no weights have that ratio.</summary>
        SteeringSolution? TryRatio(double logTau)
        {
            double tau = Math.Exp(logTau);
            _excess.SetSum(_bright, -tau, Dark);
            // the form of w rises with lambda up to where the system stops being positive definite
            double Form(double lambda) => TrySolve(Effort, -lambda, _excess) ? _excess.Form(Weights) : double.PositiveInfinity;
            (double low, double high) = (0, 1 / Math.Max(_bright.Trace, 1e-300));
            while (Form(high) < 0 && high < LargestLambda) high *= 4;
            if (Form(high) < 0) return null;
            for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
            {
                double middle = (low + high) / 2;
                if (Form(middle) < 0) low = middle;
                else high = middle;
            }
            TrySolve(Effort, -low, _excess);
            SteeringSolution found = Judge();
            return Math.Abs(Math.Log(found.PowerRatio) - logTau) < 1e-6 ? found : null;
        }
    }
}
