using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Proscenium.Design;

/// <summary>
/// The one solver: least-effort weights that give the aim its wanted response and whose bright/dark power ratio is exactly the asked
/// one, or as near to it as the effort limit and the physics let it come.
/// </summary>
/// <remarks>
/// With M the effort (band weights and shape rows) and R the dark power, one bright row gives w ~ (M + beta R)^-1 c^H; ratio and effort
/// both rise with beta, so beta is a root (derivation: docs/decisions/one-solver.md). Several bright rows: the constant-ratio form
/// w ~ (I - lambda D)^-1 c^H with D = A - tau R (Luo, Constant directivity loudspeaker beamforming, EUSIPCO 2024).
/// </remarks>
public static class NullSteering
{
    const int Bisections = 70;

    /// <summary>Solves one frequency.</summary>
    public static Steering Solve(SteeringProblem problem) => problem.Bright.Length == 0 ? new OneBrightRow(problem).Solve() : new SeveralBrightRows(problem).Solve();

    /// <summary>The dark power matrix R with the uncertainty's loading.</summary>
    static Matrix<Complex> DarkPower(SteeringProblem problem)
    {
        int drivers = problem.Aim.Length;
        var power = Matrix<Complex>.Build.Dense(drivers, drivers);
        for (int k = 0; k < problem.Dark.Length; k++) AddPower(power, problem.Dark[k], problem.DarkWeights[k]);
        for (int n = 0; n < drivers; n++) power[n, n] *= 1 + problem.Uncertainty;
        return power;
    }

    /// <summary>The effort matrix M: band weights on the diagonal, plus the shape rows.</summary>
    static Matrix<Complex> EffortMatrix(SteeringProblem problem)
    {
        var effort = Matrix<Complex>.Build.DenseOfDiagonalArray([.. problem.Effort.Select(e => new Complex(e, 0))]);
        foreach (Complex[] row in problem.Shape) AddPower(effort, row, 1);
        return effort;
    }

    static void AddPower(Matrix<Complex> power, Complex[] row, double weight)
    {
        for (int i = 0; i < row.Length; i++)
            for (int j = 0; j < row.Length; j++) power[i, j] += weight * Complex.Conjugate(row[i]) * row[j];
    }

    /// <summary>|row . w|^2.</summary>
    internal static double Power(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights)
    {
        Complex response = Response(row, weights);
        return response.Real * response.Real + response.Imaginary * response.Imaginary;
    }

    /// <summary>row . w.</summary>
    internal static Complex Response(ReadOnlySpan<Complex> row, ReadOnlySpan<Complex> weights)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < row.Length; n++) sum += row[n] * weights[n];
        return sum;
    }

    static Steering Judge(SteeringProblem problem, Complex[] weights)
    {
        double bright = problem.Bright.Length == 0 ? Power(problem.Aim, weights) : problem.Bright.Average(row => Power(row, weights)), dark = 0;
        for (int k = 0; k < problem.Dark.Length; k++) dark += problem.DarkWeights[k] * Power(problem.Dark[k], weights);
        for (int n = 0; n < weights.Length; n++)
            for (int k = 0; k < problem.Dark.Length; k++)
                dark += problem.Uncertainty * problem.DarkWeights[k] * Square(problem.Dark[k][n]) * Square(weights[n]);
        return new(weights, bright / Math.Max(dark, 1e-300), BandEffort(problem, weights));
    }

    static double BandEffort(SteeringProblem problem, Complex[] weights)
    {
        double effort = 0;
        for (int n = 0; n < weights.Length; n++) effort += problem.Effort[n] * Square(weights[n]);
        return effort;
    }

    static double Square(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    /// <summary>Coordinates in which effort is the plain square sum: w = d L^-H v, M = L L^H.</summary>
    sealed class Whitened
    {
        readonly Matrix<Complex> _inverseFactor;
        readonly Complex _wanted;

        public Whitened(SteeringProblem problem)
        {
            _inverseFactor = EffortMatrix(problem).Cholesky().Factor.Inverse();
            _wanted = problem.Wanted;
            Aim = _inverseFactor * ComplexVector.Build.DenseOfEnumerable(problem.Aim.Select(Complex.Conjugate));
        }

        /// <summary>L^-1 c^H.</summary>
        public ComplexVector Aim { get; }

        /// <summary>L^-1 P L^-H.</summary>
        public Matrix<Complex> Of(Matrix<Complex> power) => _inverseFactor * power * _inverseFactor.ConjugateTranspose();

        public Complex[] Weights(ComplexVector coordinates) => [.. (_wanted * (_inverseFactor.ConjugateTranspose() * coordinates))];
    }

    /// <summary>Eigenvalues and the aim's coordinates in the eigenvectors of a Hermitian matrix.</summary>
    sealed class Modes
    {
        readonly Matrix<Complex> _vectors;

        public Modes(Matrix<Complex> hermitian, ComplexVector aim)
        {
            var evd = hermitian.Evd(Symmetricity.Hermitian);
            _vectors = evd.EigenVectors;
            Values = [.. evd.EigenValues.Select(value => value.Real)];
            Aim = [.. _vectors.ConjugateTransposeThisAndMultiply(aim)];
            AimPower = Array.ConvertAll(Aim, Square);
        }

        public double[] Values { get; }

        public Complex[] Aim { get; }

        public double[] AimPower { get; }

        public ComplexVector Combine(Func<int, Complex> coordinate) =>
            _vectors * ComplexVector.Build.Dense(Values.Length, coordinate);
    }

    sealed class OneBrightRow
    {
        readonly SteeringProblem _problem;
        readonly Whitened _whitened;
        readonly Modes _modes;

        public OneBrightRow(SteeringProblem problem)
        {
            _problem = problem;
            _whitened = new(problem);
            _modes = new(_whitened.Of(DarkPower(problem)), _whitened.Aim);
            for (int i = 0; i < _modes.Values.Length; i++) _modes.Values[i] = Math.Max(0, _modes.Values[i]);
        }

        public Steering Solve()
        {
            Steering least = At(0);
            if (least.PowerRatio >= _problem.AskedRatio || least.Effort >= _problem.EffortLimit) return least;
            double scale = 1 / Math.Max(_modes.Values.Max(), 1e-300);
            (double low, double high) = (Math.Log(1e-8 * scale), Math.Log(1e14 * scale));
            for (int i = 0; i < Bisections; i++)
            {
                double middle = (low + high) / 2;
                if (Enough(Math.Exp(middle))) high = middle;
                else low = middle;
            }
            return At(Math.Exp(low));
        }

        bool Enough(double beta)
        {
            double gain = 0, dark = 0, effort = 0;
            for (int i = 0; i < _modes.Values.Length; i++)
            {
                double r = _modes.Values[i], share = _modes.AimPower[i] / (1 + beta * r);
                gain += share;
                effort += share / (1 + beta * r);
                dark += share * r / (1 + beta * r);
            }
            if (gain * gain >= _problem.AskedRatio * dark) return true;
            // shape rows count as effort in the solution, not against the limit
            double counted = _problem.Shape.Length > 0 ? BandEffort(_problem, WeightsAt(beta)) : effort * Square(_problem.Wanted) / (gain * gain);
            return counted >= _problem.EffortLimit;
        }

        Complex[] WeightsAt(double beta)
        {
            double gain = 0;
            for (int i = 0; i < _modes.Values.Length; i++) gain += _modes.AimPower[i] / (1 + beta * _modes.Values[i]);
            return _whitened.Weights(_modes.Combine(i => _modes.Aim[i] / ((1 + beta * _modes.Values[i]) * gain)));
        }

        Steering At(double beta) => Judge(_problem, WeightsAt(beta));
    }

    sealed class SeveralBrightRows
    {
        readonly SteeringProblem _problem;
        readonly Whitened _whitened;
        readonly Matrix<Complex> _bright, _dark;

        public SeveralBrightRows(SteeringProblem problem)
        {
            _problem = problem;
            _whitened = new(problem);
            var bright = Matrix<Complex>.Build.Dense(problem.Aim.Length, problem.Aim.Length);
            foreach (Complex[] row in problem.Bright) AddPower(bright, row, 1.0 / problem.Bright.Length);
            (_bright, _dark) = (_whitened.Of(bright), _whitened.Of(DarkPower(problem)));
        }

        public Steering Solve()
        {
            Steering least = AtRatio(0);
            if (least.PowerRatio >= _problem.AskedRatio || least.Effort >= _problem.EffortLimit) return least;
            double most = Math.Min(_problem.AskedRatio, HighestRatio() * (1 - 1e-9));
            Steering best = AtRatio(most);
            if (best.Effort <= _problem.EffortLimit) return best;
            (double low, double high) = (Math.Log(least.PowerRatio), Math.Log(most));
            for (int i = 0; i < Bisections; i++)
            {
                double middle = (low + high) / 2;
                if (AtRatio(Math.Exp(middle)).Effort >= _problem.EffortLimit) high = middle;
                else low = middle;
            }
            return AtRatio(Math.Exp(low));
        }

        /// <summary>The top generalised eigenvalue of bright over dark power.</summary>
        double HighestRatio()
        {
            int drivers = _dark.RowCount;
            double loading = 1e-13 * _dark.Trace().Real;
            var inverse = (_dark + loading * Matrix<Complex>.Build.DenseIdentity(drivers)).Cholesky().Factor.Inverse();
            return (inverse * _bright * inverse.ConjugateTranspose()).Evd(Symmetricity.Hermitian).EigenValues.Max(value => value.Real);
        }

        /// <summary>Least effort with bright power = tau x dark power; tau at or below the natural ratio gives plain least effort.</summary>
        Steering AtRatio(double tau)
        {
            Modes modes = new(_bright - tau * _dark, _whitened.Aim);
            double lambda = Root(modes);
            double gain = 0;
            for (int i = 0; i < modes.Values.Length; i++) gain += modes.AimPower[i] / (1 - lambda * modes.Values[i]);
            return Judge(_problem, _whitened.Weights(modes.Combine(i => modes.Aim[i] / ((1 - lambda * modes.Values[i]) * gain))));
        }

        static double Root(Modes modes)
        {
            double Excess(double lambda)
            {
                double sum = 0;
                for (int i = 0; i < modes.Values.Length; i++)
                {
                    double share = 1 - lambda * modes.Values[i];
                    sum += modes.AimPower[i] * modes.Values[i] / (share * share);
                }
                return sum;
            }
            double aim = modes.AimPower.Sum(), top = 0;
            for (int i = 0; i < modes.Values.Length; i++)
                if (modes.AimPower[i] > 1e-12 * aim) top = Math.Max(top, modes.Values[i]);
            if (Excess(0) >= 0 || top <= 0) return 0;
            (double low, double high) = (0, (1 - 1e-15) / top);
            for (int i = 0; i < Bisections; i++)
            {
                double middle = (low + high) / 2;
                if (Excess(middle) < 0) low = middle;
                else high = middle;
            }
            return (low + high) / 2;
        }
    }
}
