using System.Globalization;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>This thread writes numbers with a decimal comma for as long.</summary>
sealed class DecimalComma : IDisposable
{
    readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public DecimalComma()
    {
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = comma;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
