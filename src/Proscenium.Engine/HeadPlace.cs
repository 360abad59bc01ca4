namespace Proscenium.Engine;

/// <summary>
/// Where the listener's head is, for renderers whose plan has a bank of filters: written by one thread, read by the audio thread, and neither ever waits. One place may serve many renderers.
/// </summary>
public sealed class HeadPlace
{
    const long Seat = -1; // no pair of finite numbers: both are NaN

    long _place = Seat;

    /// <summary>The head is there now: plans play the mean of the filters of the nearest places of their bank. What lies beyond the bank is taken for its edge.</summary>
    /// <param name="leftMetres">Metres from the seat to the listener's left, finite.</param>
    /// <param name="forwardMetres">Metres from the seat towards the device, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public void Set(double leftMetres, double forwardMetres)
    {
        (float left, float forward) = ((float)leftMetres, (float)forwardMetres);
        if (!float.IsFinite(left)) throw new ArgumentOutOfRangeException(nameof(leftMetres));
        if (!float.IsFinite(forward)) throw new ArgumentOutOfRangeException(nameof(forwardMetres));
        Volatile.Write(ref _place, (long)BitConverter.SingleToUInt32Bits(left) << 32 | BitConverter.SingleToUInt32Bits(forward));
    }

    /// <summary>Nobody knows where the head is: plans play the filters for the seat, which they play without a bank.</summary>
    public void Clear() => Volatile.Write(ref _place, Seat);

    /// <summary>The place; null where nobody knows.</summary>
    internal (float Left, float Forward)? Get() => Volatile.Read(ref _place) is var place && place == Seat
        ? null
        : (BitConverter.UInt32BitsToSingle((uint)((ulong)place >> 32)), BitConverter.UInt32BitsToSingle((uint)place));
}
