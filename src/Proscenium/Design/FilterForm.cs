namespace Proscenium.Design;

/// <summary>How driver weights become filters.</summary>
public enum FilterForm
{
    /// <summary>The full matrix: all drivers of an input fitted together, ipsilateral ear included, behind half the taps of delay.</summary>
    Fir,

    /// <summary>
    /// Relative: the reference driver is a pure delay, the others play it through relative transfer functions, and one equaliser for all
    /// restores the level at the ipsilateral ear. Half the taps, a quarter of the delay.
    /// </summary>
    Rtf,
}
