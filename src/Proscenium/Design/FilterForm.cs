namespace Proscenium.Design;

/// <summary>How driver weights become filters.</summary>
public enum FilterForm
{
    /// <summary>The full matrix: all drivers of an input fitted together, near ear included, behind half the taps of delay.</summary>
    Fir,

    /// <summary>
    /// Relative: the reference driver is a pure delay, the others play it through relative transfer functions, and one equaliser for all
    /// gives the near ear its level back. Half the taps, a quarter of the delay.
    /// </summary>
    Rtf,
}
