namespace Proscenium.Live.Tracking;

/// <summary>Datagrams that held no pose of a head.</summary>
/// <param name="Garbage">None of the tracker's.</param>
/// <param name="WithoutPose">Of the tracker, without a position.</param>
/// <param name="TooFar">With a position more than 10 m away.</param>
/// <param name="TurnsAlone">True where the position never changed, while the head turned.</param>
readonly record struct UselessDatagrams(long Garbage, long WithoutPose, long TooFar, bool TurnsAlone)
{
    /// <summary>The same in words, each after a comma.</summary>
    /// <param name="noPose">True where no pose came at all.</param>
    public string Words(bool noPose)
    {
        string without = WithoutPose > 0 && noPose ? $", {Count(WithoutPose)} without a position, which is what the filters need" : "";
        string far = TooFar > 0 ? $", {Count(TooFar)} with a place more than 10 m away, so that the scale is wrong" : "";
        string garbage = Garbage > 0 ? $", {Count(Garbage)} that no tracker of this kind sends" : "";
        return $"{without}{(TurnsAlone ? ", the position never changes, and turning the head moves no filters" : "")}{far}{garbage}";
    }

    static string Count(long datagrams) => $"{datagrams} {(datagrams == 1 ? "datagram" : "datagrams")}";
}
