using System.Numerics;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class NullSteeringTests
{
    static readonly Gen<Complex> _transfer = Gen.Select(Gen.Double[0.2, 2], Gen.Double[-Math.PI, Math.PI], Complex.FromPolarCoordinates);

    static readonly Gen<SteeringProblem> _problem =
        from drivers in Gen.Int[2, 8]
        from aim in _transfer.Array[drivers]
        from dark in _transfer.Array[drivers].Array[1, 3]
        from effort in Gen.Double[1, 100].Array[drivers]
        from askedDb in Gen.Double[0, 30]
        from limitDb in Gen.Double[0, 15]
        select new SteeringProblem
        {
            Aim = aim,
            Wanted = aim[0],
            Dark = dark,
            DarkWeights = [.. dark.Select(_ => 1.0 / dark.Length)],
            Effort = effort,
            TargetRatio = Math.Pow(10, askedDb / 10),
            GainLimit = Math.Pow(10, limitDb / 10),
        };

    [Fact]
    public void OneDarkRow_Matches_TheClosedForm_OfLeastEffort() => Gen.Select(Gen.Int[2, 6], Gen.Int[1, 1000]).Sample((drivers, seed) =>
    {
        // h = C^H (C C^H)^-1 [1; e^(j phi) / sqrt(T)], phi = pi - arg M12, M = (C C^H)^-1
        Random random = new(seed);
        Complex Draw() => Complex.FromPolarCoordinates(0.2 + random.NextDouble(), 2 * Math.PI * random.NextDouble());
        Complex[] aim = [.. Enumerable.Range(0, drivers).Select(_ => Draw())], dark = [.. Enumerable.Range(0, drivers).Select(_ => Draw())];
        Matrix<Complex> plant = Matrix<Complex>.Build.DenseOfRowArrays(aim, dark), inverse = (plant * plant.ConjugateTranspose()).Inverse();
        double natural = inverse[1, 1].Magnitude / inverse[0, 1].Magnitude, target = Math.Max(100, 2 * natural * natural);
        Complex leak = Complex.FromPolarCoordinates(1 / Math.Sqrt(target), Math.PI - inverse[0, 1].Phase);
        var wanted = plant.ConjugateTranspose() * inverse * MathNet.Numerics.LinearAlgebra.Vector<Complex>.Build.Dense([Complex.One, leak]);
        SteeringSolution found = NullSteering.Solve(new() { Aim = aim, Wanted = Complex.One, Dark = [dark], DarkWeights = [1], Effort = Ones(drivers), TargetRatio = target, GainLimit = 1e12 });
        for (int n = 0; n < drivers; n++)
            Assert.True((wanted[n] - found.Weights[n]).Magnitude < 1e-7 * wanted.L2Norm(), $"{wanted[n]} against {found.Weights[n]}");
        Assert.Equal(10 * Math.Log10(target), 10 * Math.Log10(found.PowerRatio), 1e-7);
    });

    [Fact]
    public void Aim_IsMet_RatioNeverExceedsWhatWasAsked_AndEffortStaysWithinTheLimit() => _problem.Sample(problem =>
    {
        SteeringSolution found = NullSteering.Solve(problem), least = NullSteering.Solve(problem with { TargetRatio = 1e-9 });
        Complex aim = problem.Aim.Zip(found.Weights, (c, w) => c * w).Aggregate(Complex.Zero, (a, b) => a + b);
        Assert.True((aim - problem.Wanted).Magnitude < 1e-9 * problem.Wanted.Magnitude, $"{aim} instead of {problem.Wanted}");
        Assert.True(found.PowerRatio <= Math.Max(problem.TargetRatio, least.PowerRatio) * (1 + 1e-6), "deeper than asked");
        Assert.True(found.Effort <= Math.Max(problem.GainLimit, least.Effort) * (1 + 1e-6), "beyond the limit");
        bool asAsked = found.PowerRatio >= problem.TargetRatio * (1 - 1e-6), atLimit = found.Effort >= problem.GainLimit * (1 - 1e-6);
        bool asDeepAsPhysicsAllows = NullSteering.Solve(problem with { TargetRatio = 1e15, GainLimit = 1e15 }).PowerRatio <= found.PowerRatio * (1 + 1e-6);
        Assert.True(asAsked || atLimit || asDeepAsPhysicsAllows, "neither the ratio nor the limit was reached");
    });

    [Fact]
    public void NoOtherWeights_WithThisRatio_CostLess() => _problem.Where(p => p.Dark.Length == 1).Sample(problem =>
    {
        problem = problem with { GainLimit = 1e12 };
        SteeringSolution best = NullSteering.Solve(problem);
        Random random = new(1);
        for (int trial = 0; trial < 50; trial++)
        {
            // a random step that keeps the aim, and must then lose ratio or cost effort
            Complex[] step = [.. best.Weights.Select(_ => Complex.FromPolarCoordinates(0.05 * random.NextDouble(), 7 * random.NextDouble()))];
            Complex off = problem.Aim.Zip(step, (c, s) => c * s).Aggregate(Complex.Zero, (a, b) => a + b);
            step[0] -= off / problem.Aim[0];
            Complex[] other = [.. best.Weights.Zip(step, (w, s) => w + s)];
            double effort = other.Zip(problem.Effort, (w, e) => e * w.Magnitude * w.Magnitude).Sum();
            double dark = problem.Dark[0].Zip(other, (d, w) => d * w).Aggregate(Complex.Zero, (a, b) => a + b).Magnitude;
            double ratio = problem.Wanted.Magnitude * problem.Wanted.Magnitude / (dark * dark);
            Assert.False(ratio > best.PowerRatio * (1 + 1e-9) && effort < best.Effort * (1 - 1e-9), "another solution is better in both");
        }
    });

    [Fact]
    public void ACostlyDriver_IsSpared()
    {
        SteeringProblem problem = new()
        {
            Aim = [1, 1, 1], Wanted = 1, Dark = [[1, Complex.ImaginaryOne, -1]], DarkWeights = [1], Effort = [1, 1, 1e8], TargetRatio = 1000, GainLimit = 1e9,
        };
        Assert.True(NullSteering.Solve(problem).Weights[2].Magnitude < 1e-6);
        Assert.True(NullSteering.Solve(problem with { Effort = [1, 1, 1] }).Weights[2].Magnitude > 0.1);
    }

    [Fact]
    public void Uncertainty_KeepsTheWeightsSmall()
    {
        Complex[] aim = [1, Complex.FromPolarCoordinates(1, 0.1)], dark = [Complex.FromPolarCoordinates(1, 0.1), 1];
        SteeringProblem problem = new() { Aim = aim, Wanted = 1, Dark = [dark], DarkWeights = [1], Effort = Ones(2), TargetRatio = 1e4, GainLimit = 1e9 };
        Assert.True(NullSteering.Solve(problem with { Uncertainty = 0.01 }).Effort < 0.5 * NullSteering.Solve(problem).Effort);
    }

    static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
