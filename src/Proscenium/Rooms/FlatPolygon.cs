using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A convex polygon in space that planes cut pieces from: Sutherland and Hodgman, Reentrant polygon clipping, CACM 17, 1974.</summary>
sealed class FlatPolygon
{
    /// <summary>Corners this near to a plane are on it: they stay, and nothing is cut between them and the next one; metres.</summary>
    const double Slack = 1e-10;

    /// <summary>Polygons that only meet along an edge have less in common; square metres.</summary>
    const double Negligible = 1e-9;

    Position[] _corners = new Position[8], _kept = new Position[8];
    double[] _ahead = new double[8];
    int _count;

    public FlatPolygon()
    {
    }

    public FlatPolygon(ReadOnlySpan<Position> corners) => Become(corners);

    /// <summary>In the order in which they were given.</summary>
    public ReadOnlySpan<Position> Corners => _corners.AsSpan(0, _count);

    /// <summary>True where nothing is left, or not more than a line.</summary>
    public bool IsNegligible
    {
        get
        {
            Position twice = default;
            for (int i = 2; i < _count; i++) twice += (_corners[i - 1] - _corners[0]).Cross(_corners[i] - _corners[0]);
            return twice.Dot(twice) < 4 * Negligible * Negligible;
        }
    }

    /// <summary>Starts anew.</summary>
    public void Become(ReadOnlySpan<Position> corners)
    {
        _count = corners.Length;
        Grow();
        corners.CopyTo(_corners);
    }

    /// <summary>Keeps what lies ahead of the plane through a point.</summary>
    public void Cut(Position point, Position normal)
    {
        bool whole = true;
        for (int i = 0; i < _count; i++) whole &= (_ahead[i] = normal.Dot(_corners[i] - point)) >= -Slack;
        if (whole) return;
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            int next = i + 1 < _count ? i + 1 : 0;
            double here = _ahead[i], there = _ahead[next];
            if (here >= -Slack) _kept[kept++] = _corners[i];
            if (Math.Min(here, there) < -Slack && Math.Max(here, there) > Slack) _kept[kept++] = _corners[i] + here / (here - there) * (_corners[next] - _corners[i]);
        }
        (_corners, _kept, _count) = (_kept, _corners, kept);
        Grow();
    }

    /// <summary>Makes room for a cut, which adds no more than a corner for each.</summary>
    void Grow()
    {
        if (_corners.Length < 2 * _count) Array.Resize(ref _corners, 4 * _count);
        if (_kept.Length >= _corners.Length) return;
        _kept = new Position[_corners.Length];
        _ahead = new double[_corners.Length];
    }
}
