using System.Globalization;
using System.Text.RegularExpressions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;
using NATS.Client.ObjectStore.Models;
using Proscenium.Engine.Plan;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;

namespace Proscenium.Sweeps.Engines;

/// <summary>
/// A job in NATS JetStream: its shards in a work queue, from which each goes to one worker until that says that it is done, and its files and results in an object store, for machines that share no disk.
/// </summary>
sealed partial class NatsQueue : IAsyncDisposable
{
    const string Workers = "workers", ResultsFolder = "results/";
    const int NameDigits = 16;

    /// <summary>A shard whose worker is not heard of for this long goes to another.</summary>
    static readonly TimeSpan _usualPatience = TimeSpan.FromSeconds(60);

    /// <summary>A shard that is submitted again within that time is not put there twice.</summary>
    static readonly TimeSpan _twice = TimeSpan.FromMinutes(30);

    /// <summary>Signs of life within that time.</summary>
    const int Signs = 3;

    /// <summary>How long a server may be away from workers, which go on afterwards, and how often it is asked.</summary>
    static readonly TimeSpan _usualAbsence = TimeSpan.FromMinutes(5), _again = TimeSpan.FromSeconds(1);

    readonly NatsConnection _connection;
    readonly NatsJSContext _stream;
    readonly NatsObjContext _store;
    readonly string _name, _address;
    readonly TimeSpan _absence;

    /// <summary>Connects.</summary>
    /// <param name="address">The server, as in <c>nats://host:4222</c>.</param>
    /// <param name="name">The queue, by <see cref="NameOf"/>.</param>
    /// <param name="absence">How long the server may be away; null for as long as workers wait.</param>
    public NatsQueue(string address, string name, TimeSpan? absence = null)
    {
        if (!address.Split(',').All(IsServer)) throw new SettingException($"--nats '{PrintableText.Quote(address)}' is no address of a server: write it as in nats://host:4222, or tls://host:4222.");
        if (!Name().IsMatch(name)) throw new SettingException($"'{PrintableText.Quote(name)}' is no queue: use the {NameDigits} digits that 'proscenium sweep submit --on nats' prints.");
        (_name, _address, _absence) = (name, address, absence ?? _usualAbsence);
        _connection = new(new NatsOpts { Url = address, Name = "proscenium sweep" });
        _stream = new(_connection);
        _store = new(_stream);
    }

    /// <summary>How long those wait for a server who sit before it.</summary>
    public static TimeSpan ShortAbsence { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The name of a job's queue.</summary>
    public static string NameOf(Job job) => job.Fingerprint[..NameDigits];

    string Stream => $"proscenium-{_name}";

    string Subject => $"proscenium.{_name}.shard";

    string Files => $"proscenium-files-{_name}";

    /// <summary>Puts a job's files and its shards that are not done there. Doing it again soon adds nothing.</summary>
    /// <param name="job">The job.</param>
    /// <param name="patience">How long a worker may give no sign before its shard goes to another; null for a minute.</param>
    /// <returns>The number of shards put there.</returns>
    public Task<int> SubmitAsync(Job job, TimeSpan? patience = null) => WithServerAsync(async () =>
    {
        await _stream.CreateOrUpdateStreamAsync(new StreamConfig(Stream, [Subject]) { Retention = StreamConfigRetention.Workqueue, Storage = StreamConfigStorage.File, DuplicateWindow = _twice }).ConfigureAwait(false);
        INatsObjStore files = await _store.CreateObjectStoreAsync(Files).ConfigureAwait(false);
        foreach (string path in JobFiles(job.Folder)) await files.PutAsync(path, await File.ReadAllBytesAsync(Path.Combine(job.Folder, path)).ConfigureAwait(false)).ConfigureAwait(false);
        int put = 0;
        for (int shard = 0; shard < job.Shards; shard++)
        {
            if (new ShardResults(job, shard).IsDone(out _)) continue;
            string number = shard.ToString(CultureInfo.InvariantCulture);
            PubAckResponse answer = await _stream.PublishAsync(Subject, number, opts: new NatsJSPubOpts { MsgId = $"{_name}-{number}" }).ConfigureAwait(false);
            if (answer.Duplicate) continue; // which the client takes for an error
            answer.EnsureSuccess();
            put++;
        }
        await _stream.CreateOrUpdateConsumerAsync(Stream, new ConsumerConfig(Workers) { AckPolicy = ConsumerConfigAckPolicy.Explicit, AckWait = patience ?? _usualPatience, MaxDeliver = -1 }).ConfigureAwait(false);
        return put;
    });

    /// <summary>Fetches a job's files into a folder.</summary>
    public Task FetchAsync(string folder) => WithServerAsync(async () =>
    {
        INatsObjStore files = await _store.GetObjectStoreAsync(Files).ConfigureAwait(false);
        List<string> names = [];
        await foreach (ObjectMetadata file in files.ListAsync().ConfigureAwait(false))
            if (!file.Name.StartsWith(ResultsFolder, StringComparison.Ordinal)) names.Add(file.Name);
        foreach (string name in names.OrderBy(name => name == Job.FileName)) // the job's file last: where it is, all is there
            DurableFile.Write(Inside(folder, name), await files.GetBytesAsync(name).ConfigureAwait(false));
        return true;
    });

    /// <summary>Takes shards from the queue until there are none, or it is to stop.</summary>
    /// <param name="work">Does a shard; false where it was stopped.</param>
    /// <param name="stop">Ends the waiting for a shard.</param>
    /// <returns>True where the queue is empty.</returns>
    public async Task<bool> WorkAsync(Func<int, bool> work, CancellationToken stop)
    {
        INatsJSConsumer consumer = await WithServerAsync(async () => await _stream.GetConsumerAsync(Stream, Workers).ConfigureAwait(false)).ConfigureAwait(false);
        while (!stop.IsCancellationRequested)
        {
            INatsJSMsg<string>? message = await WithServerAsync(async () => await consumer.NextAsync<string>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(2) }).ConfigureAwait(false)).ConfigureAwait(false);
            if (message is null)
            {
                if (await WithServerAsync(IsEmptyAsync).ConfigureAwait(false)) return true;
                continue;
            }
            using CancellationTokenSource done = new();
            Task signs = SignsOfLifeAsync(message, consumer.Info.Config.AckWait / Signs, done.Token);
            bool complete;
            try
            {
                complete = await Task.Run(() => work(int.Parse(message.Data!, NumberStyles.None, CultureInfo.InvariantCulture)), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                await done.CancelAsync().ConfigureAwait(false);
                await signs.ConfigureAwait(false);
            }
            await WithServerAsync(async () =>
            {
                if (complete) await message.AckAsync(new AckOpts { DoubleAck = true }).ConfigureAwait(false);
                else await message.NakAsync().ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            if (!complete) return false;
        }
        return false;
    }

    /// <summary>Puts the results of a shard into the store; those that are there already are left out.</summary>
    public Task UploadAsync(Job job, int shard) => WithServerAsync(async () =>
    {
        INatsObjStore files = await _store.GetObjectStoreAsync(Files).ConfigureAwait(false);
        foreach (string part in new ShardResults(job, shard).Parts)
            await files.PutAsync($"{ResultsFolder}{shard.ToString(CultureInfo.InvariantCulture)}/{part}", await File.ReadAllBytesAsync(Path.Combine(job.ResultsOf(shard), part)).ConfigureAwait(false)).ConfigureAwait(false);
        return true;
    });

    /// <summary>Fetches results that workers put into the store and that are not in the job's folder yet; returns their number.</summary>
    public Task<int> CollectAsync(Job job) => WithServerAsync(async () =>
    {
        INatsObjStore files = await _store.GetObjectStoreAsync(Files).ConfigureAwait(false);
        List<string> names = [];
        await foreach (ObjectMetadata file in files.ListAsync().ConfigureAwait(false))
            if (file.Name.StartsWith(ResultsFolder, StringComparison.Ordinal) && !File.Exists(Inside(job.Folder, file.Name))) names.Add(file.Name);
        foreach (string name in names) DurableFile.Write(Inside(job.Folder, name), await files.GetBytesAsync(name).ConfigureAwait(false));
        return names.Count;
    });

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    static bool IsServer(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? server) && server.Scheme is "nats" or "tls" or "ws" or "wss" && server.Host.Length > 0;

    async Task<bool> IsEmptyAsync()
    {
        INatsJSStream stream = await _stream.GetStreamAsync(Stream).ConfigureAwait(false);
        return stream.Info.State.Messages == 0;
    }

    async Task SignsOfLifeAsync(INatsJSMsg<string> message, TimeSpan every, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(every, done).ConfigureAwait(false);
                try
                {
                    await message.AckProgressAsync(cancellationToken: done).ConfigureAwait(false);
                }
                catch (NatsException)
                {
                    // the server is away; the next sign may reach it, and a shard done twice is the same shard
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the shard is done
        }
    }

    /// <summary>Asks the server, again while it is away.</summary>
    async Task<T> WithServerAsync<T>(Func<Task<T>> ask)
    {
        long begun = Environment.TickCount64;
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (NatsJSApiException e) when (e.Error.Code == 404)
            {
                throw new FileFormatException($"{_address}: has no queue '{_name}': put the job there with 'proscenium sweep submit JOB --on nats'.", e);
            }
            catch (Exception e) when (e is NatsException or System.Net.Sockets.SocketException or OperationCanceledException or TimeoutException)
            {
                if (Environment.TickCount64 - begun > _absence.TotalMilliseconds) throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{_address}: no NATS server with JetStream answers there ({e.Message.TrimEnd('.')}): start one (nats-server -js), or name another with --nats"), e);
                await Task.Delay(_again).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The files that make up a job, without results and logs.</summary>
    static IEnumerable<string> JobFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith(ResultsFolder, StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('.') && (path.Contains('/') || path is Job.FileName or Catalogues.CatalogueFile.Name));

    /// <summary>A file of the store within a folder; what would lie outside is refused.</summary>
    static string Inside(string folder, string name)
    {
        string root = Path.GetFullPath(folder), path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new FileFormatException($"the store holds a file '{PrintableText.Quote(name)}' outside of the job's folder: use a server that you trust.");
    }

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex Name();
}
