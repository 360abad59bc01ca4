namespace Proscenium.Mathematics;

/// <summary>The place where a function of one number is highest.</summary>
static class Peak
{
    /// <summary>Looks at every step of a range, then narrows down around the best by thirds.</summary>
    public static double Highest(Func<double, double> value, double low, double high, double step, double precision)
    {
        double best = low, highest = double.MinValue;
        for (double place = low; place <= high; place += step)
        {
            double here = value(place);
            if (here > highest) (best, highest) = (place, here);
        }
        (low, high) = (best - step, best + step);
        while (high - low > precision)
        {
            (double a, double b) = (low + (high - low) / 3, high - (high - low) / 3);
            if (value(a) < value(b)) low = a;
            else high = b;
        }
        return (low + high) / 2;
    }
}
