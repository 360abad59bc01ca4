namespace Proscenium.Mathematics;

/// <summary>The place where a function of one number is highest.</summary>
static class Peak
{
    /// <summary>Looks at every step of a range, then narrows down around the best by thirds.</summary>
    public static double Highest(Func<double, double> value, double low, double high, double step, double precision)
    {
        (double best, _) = OnGrid(value, low, high, step);
        (low, high) = (best - step, best + step);
        while (high - low > precision)
        {
            (double a, double b) = (low + (high - low) / 3, high - (high - low) / 3);
            if (value(a) < value(b)) low = a;
            else high = b;
        }
        return (low + high) / 2;
    }

    /// <summary>Looks at every step of a range, then goes to the vertex of the parabola through the best value and its neighbours.</summary>
    public static double OfParabola(Func<double, double> value, double low, double high, double step)
    {
        (double best, double highest) = OnGrid(value, low, high, step);
        return best + Vertex(value(best - step), highest, value(best + step), step);
    }

    /// <summary>How far the vertex of the parabola through three values, a step apart, is from the middle one; 0 where they lie on a line.</summary>
    public static double Vertex(double before, double at, double after, double step = 1)
    {
        double bend = 2 * at - before - after;
        return bend == 0 ? 0 : step * (after - before) / (2 * bend);
    }

    static (double Place, double Value) OnGrid(Func<double, double> value, double low, double high, double step)
    {
        (double best, double highest) = (low, double.MinValue);
        for (double place = low; place <= high; place += step)
        {
            double here = value(place);
            if (here > highest) (best, highest) = (place, here);
        }
        return (best, highest);
    }
}
