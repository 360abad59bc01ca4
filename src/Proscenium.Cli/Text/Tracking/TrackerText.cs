using System.Net;
using Proscenium.Live.Tracking;
using static System.FormattableString;

namespace Proscenium.Cli.Text.Tracking;

/// <summary>A tracker in words.</summary>
static class TrackerText
{
    /// <summary>Where poses are awaited.</summary>
    public static string Waiting(PoseReceiver receiver) => $"poses of {receiver.Format.Name} are taken on UDP port {receiver.Address.Port} of {receiver.Address.Address}";

    /// <summary>What may be wrong where no pose comes.</summary>
    public static string WhyNothing(PoseReceiver receiver)
    {
        string sender = receiver.Format.Name == OpentrackFormat.FormatName ? "in opentrack, press Start with the output 'UDP over network'" : "start the sender";
        if (receiver.WithoutPose > 0) return $"{receiver.WithoutPose} datagrams hold no position, only other messages or where the head is turned, which moves no filters: name the messages of the position with --track-osc, or use a tracker that sends positions.";
        if (receiver.TooFar > 0) return Invariant($"{receiver.TooFar} poses are more than 10 m away where one unit is {receiver.UnitMetres:0.#####} m, so it is another one: 'proscenium track check' finds it, or say it with --track-scale (0.001 for millimetres).");
        if (receiver.Garbage > 0) return $"{receiver.Garbage} datagrams came that {receiver.Format.Name} does not send: choose --track {OpentrackFormat.FormatName} or {OscFormat.FormatName} as the sender does.";
        return $"{sender}, to port {receiver.Address.Port} of {(IPAddress.IsLoopback(receiver.Address.Address) ? "127.0.0.1; from another device, such as a phone, add --track-bind 0.0.0.0 and send to this machine's address" : "this machine's address, and let the port through the firewall")}.";
    }

    /// <summary>From where to where, in centimetres.</summary>
    public static string Range(IEnumerable<double> metres) => Invariant($"{100 * metres.Min():0.0} to {100 * metres.Max():0.0} cm");
}
