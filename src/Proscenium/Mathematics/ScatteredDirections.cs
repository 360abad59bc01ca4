using MathNet.Numerics.LinearAlgebra;

namespace Proscenium.Mathematics;

/// <summary>
/// Measured directions all over a sphere. Between them the nearest ones, as far apart as they are where they are sparse, are joined by a
/// polyharmonic spline, r^3 and a plane (Duchon 1977), on the tangent plane; far from all of them the nearest is held.
/// </summary>
sealed class ScatteredDirections
{
    const int Neighbours = 12, Planar = 3;

    /// <summary>Neighbours closer to each other than this share of a step, as around the poles of a grid, count once.</summary>
    const double Close = 0.6;

    /// <summary>A direction further off than this many steps lies outside of what was measured.</summary>
    const double Outside = 1.5;

    readonly Position[] _directions;
    readonly double _step;

    public ScatteredDirections(Position[] directions)
    {
        _directions = directions;
        double[] gaps = [.. directions.AsParallel().Select(here => directions.Where(other => other != here).Min(other => (other - here).Length)).Order()];
        _step = gaps[(int)(0.9 * (gaps.Length - 1))];
    }

    /// <summary>Adds how much each measurement counts in a direction.</summary>
    public void AddWeights(Position direction, double[] weights)
    {
        double[] distances = Array.ConvertAll(_directions, d => (d - direction).Length);
        int[] order = [.. Enumerable.Range(0, _directions.Length)];
        Array.Sort(distances, order);
        List<int> chosen = [];
        for (int i = 0; i < order.Length && chosen.Count < Neighbours; i++)
            if (chosen.TrueForAll(other => (_directions[other] - _directions[order[i]]).Length > Close * _step)) chosen.Add(order[i]);
        if (chosen.Count < Neighbours || distances[0] > Outside * _step)
        {
            weights[order[0]] += 1;
            return;
        }
        (double X, double Y)[] places = Flatten(direction, chosen);
        RealVector solved = System(places).Solve(Right(places));
        for (int i = 0; i < Neighbours; i++) weights[chosen[i]] += solved[i];
    }

    /// <summary>The neighbours on the plane that touches the sphere at a direction, at their true angles from it.</summary>
    (double X, double Y)[] Flatten(Position direction, List<int> neighbours)
    {
        (Position across, Position along) = direction.Tangents();
        var places = new (double, double)[neighbours.Count];
        for (int i = 0; i < places.Length; i++)
        {
            Position neighbour = _directions[neighbours[i]];
            (double x, double y) = (neighbour.Dot(across), neighbour.Dot(along));
            double flat = Math.Sqrt(x * x + y * y), angle = Math.Atan2(flat, neighbour.Dot(direction)), scale = flat > 0 ? angle / flat : 1;
            places[i] = (scale * x, scale * y);
        }
        return places;
    }

    static Matrix<double> System((double X, double Y)[] places)
    {
        int count = places.Length;
        var system = Matrix<double>.Build.Dense(count + Planar, count + Planar);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++) system[i, j] = Cube(places[i].X - places[j].X, places[i].Y - places[j].Y);
            (system[i, count], system[i, count + 1], system[i, count + 2]) = (1, places[i].X, places[i].Y);
            (system[count, i], system[count + 1, i], system[count + 2, i]) = (1, places[i].X, places[i].Y);
        }
        return system;
    }

    /// <summary>The spline's value at the origin, as a sum over the nodes' values: the system is symmetric, so its right side is the place's own row.</summary>
    static RealVector Right((double X, double Y)[] places) =>
        RealVector.Build.DenseOfEnumerable([.. places.Select(place => Cube(place.X, place.Y)), 1, 0, 0]);

    static double Cube(double x, double y) => Math.Pow(x * x + y * y, 1.5);
}
