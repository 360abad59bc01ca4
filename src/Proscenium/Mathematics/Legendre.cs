namespace Proscenium.Mathematics;

/// <summary>Legendre polynomials by Bonnet's recursion, one order after the other.</summary>
struct Legendre(double x)
{
    double _before;

    /// <summary>The order that <see cref="Value"/> has now.</summary>
    public int Order { get; private set; }

    /// <summary>P_n(x).</summary>
    public double Value { get; private set; } = 1;

    /// <summary>Goes on to the next order.</summary>
    public void Next()
    {
        (_before, Value) = (Value, ((2 * Order + 1) * x * Value - Order * _before) / (Order + 1));
        Order++;
    }
}
