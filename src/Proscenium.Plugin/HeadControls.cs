namespace Proscenium.Plugin;

/// <summary>What a host says of the listener's head.</summary>
/// <param name="IsFollowed">Whether filters follow it; otherwise the listener is in the seat.</param>
/// <param name="LeftMetres">Metres from the seat to the listener's left.</param>
/// <param name="ForwardMetres">Metres from the seat towards the device.</param>
readonly record struct HeadControls(bool IsFollowed, float LeftMetres, float ForwardMetres)
{
    /// <summary>The farthest place that a host's control reaches, to either side.</summary>
    public const float MostMetres = 1;

    /// <summary>The same within reach; 0 where a place is no number.</summary>
    public HeadControls Within() => this with { LeftMetres = Within(LeftMetres), ForwardMetres = Within(ForwardMetres) };

    static float Within(float metres) => float.IsNaN(metres) ? 0 : Math.Clamp(metres, -MostMetres, MostMetres);
}
