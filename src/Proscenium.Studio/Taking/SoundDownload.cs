using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Proscenium.Engine.Plan;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Listening;

namespace Proscenium.Studio.Taking;

/// <summary>A song on its way to a page: its channels as they are, then, where there is no centre, as the upmix splits left and right.</summary>
sealed class SoundDownload(SongShelf songs)
{
    const int FramesAtOnce = 1 << 16;

    /// <summary>Sends it.</summary>
    /// <param name="id">The song.</param>
    /// <param name="upmix">Which upmix; music where none is named.</param>
    /// <param name="response">Where to.</param>
    public async Task Send(string id, string? upmix, HttpResponse response)
    {
        if (songs.Find(id) is not { } song)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            await response.WriteAsJsonAsync(new { error = SongShelf.Gone }).ConfigureAwait(false);
            return;
        }
        if (!UpmixModes.TryParseOrNone(upmix ?? "", out UpmixMode mode)) mode = UpmixMode.Music;
        IReadOnlyList<string> channels = SongChannels.Names(song.Layout, mode);
        byte[] head = PageSound.Head(song, channels);
        response.ContentType = "application/octet-stream";
        response.ContentLength = head.Length + (long)sizeof(float) * channels.Count * song.Frames;
        await response.Body.WriteAsync(head).ConfigureAwait(false);
        byte[] part = new byte[sizeof(float) * FramesAtOnce];
        foreach (float[] channel in channels.Select(name => SongChannels.Samples(song, mode, name)))
            for (int start = 0; start < channel.Length; start += FramesAtOnce)
            {
                int count = Math.Min(FramesAtOnce, channel.Length - start);
                MemoryMarshal.AsBytes(channel.AsSpan(start, count)).CopyTo(part);
                await response.Body.WriteAsync(part.AsMemory(0, sizeof(float) * count)).ConfigureAwait(false);
            }
    }
}
