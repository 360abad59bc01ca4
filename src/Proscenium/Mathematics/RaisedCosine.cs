namespace Proscenium.Mathematics;

/// <summary>Half a period of a cosine, for fades.</summary>
static class RaisedCosine
{
    /// <summary>0 up to place 0, rising to 1 at place 1, and 1 from there on.</summary>
    public static double Rise(double place) => place >= 1 ? 1 : 0.5 - 0.5 * Math.Cos(Math.PI * Math.Max(0, place));
}
