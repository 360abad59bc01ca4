using System.Diagnostics;
using System.Globalization;
using PuppeteerSharp.Media;

namespace Proscenium.Studio.Tests;

/// <summary>Times and pictures of the page, by hand: <c>Proscenium.Studio.Tests -explicit only -diagnostics</c>.</summary>
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Category, Traits.Slow)]
public sealed class PageFigures(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Where pictures go: the folder named by PROSCENIUM_PICTURES, or <c>pictures</c> in the working folder.</summary>
    internal static string Folder => Directory.CreateDirectory(Environment.GetEnvironmentVariable("PROSCENIUM_PICTURES") is { Length: > 0 } named ? named : "pictures").FullName;

    [Theory(Explicit = true)]
    [InlineData("laptop")]
    [InlineData("echo-studio")]
    [InlineData("soundbar-8")]
    public async Task Times(string device)
    {
        long begun = Stopwatch.GetTimestamp();
        await using OpenPage open = await chromium.Open();
        double first = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", device is "laptop" ? "phone" : device));
        if (device == "laptop") await open.MeasuredAfter(() => open.Page.SelectAsync("#device", device));
        await open.Page.ClickAsync("#play");
        int before = await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.planned.length");
        double[] middle = await open.Page.EvaluateExpressionAsync<double[]>("(() => { const box = document.querySelector('#seat').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        await open.Page.Mouse.MoveAsync((decimal)middle[0], (decimal)middle[1]);
        await open.Page.Mouse.DownAsync();
        for (int step = 0; step < 200; step++)
        {
            await open.Page.Mouse.MoveAsync((decimal)(middle[0] + 30 * Math.Sin(step / 8.0)), (decimal)middle[1]);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        await open.MeasuredAfter(() => open.Page.Mouse.UpAsync());
        for (int turn = 0; turn < 8; turn++) await open.MeasuredAfter(() => open.Drag("#seat", turn % 2 == 0 ? 10 : -10, 0));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        double[] planned = (await Timings("planned"))[before..], measured = (await Timings("measured"))[^8..], sound = (await Timings("sound"))[^8..];
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{device}: first design {first:0} ms; {planned.Length} plans while dragging: median {At(planned, 0.5):0}, 95th percentile {At(planned, 0.95):0} ms; measured after release: median {At(measured, 0.5):0}, largest {measured.Max():0} ms; sound: median {At(sound, 0.5):0}, largest {sound.Max():0} ms; the machine's load is {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known")}"));

        Task<double[]> Timings(string name) => open.Page.EvaluateExpressionAsync<double[]>($"window.studio.timings.{name}");
        static double At(double[] values, double share) => values.Order().ElementAt(Math.Min(values.Length - 1, (int)(share * values.Length)));
    }

    [Theory(Explicit = true)]
    [InlineData("studio-1280", 1280, 900, false)]
    [InlineData("studio-768", 768, 1000, false)]
    [InlineData("studio-390", 390, 844, false)]
    [InlineData("studio-dark", 1280, 900, true)]
    public async Task Pictures(string name, int width, int height, bool dark)
    {
        await using OpenPage open = await chromium.Open(width: width, height: height, dark: dark);
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "soundbar-8"));
        await open.Page.ScreenshotAsync(Path.Combine(Folder, $"{name}.png"), new() { FullPage = width < 1280 });
        if (width == 1280 && !dark) await open.Page.PdfAsync(Path.Combine(Folder, "studio-print.pdf"), new() { Format = PaperFormat.A4, PrintBackground = true });
    }

    [Theory(Explicit = true)]
    [InlineData("measured-1280", 1280, false)]
    [InlineData("measured-390", 390, true)]
    public async Task PicturesOfMeasuredDrivers(string name, int width, bool dark)
    {
        await using OpenPage open = await chromium.Open(width: width, dark: dark);
        await open.MeasuredAfter(() => open.Drop(".driver-row:nth-child(1)", "responses/axis.wav"));
        await open.Page.ClickAsync(".driver-row:nth-child(1) .manner summary");
        await open.Page.EvaluateExpressionAsync("document.querySelector('#drivers').scrollIntoView()");
        await open.Page.ScreenshotAsync(Path.Combine(Folder, $"{name}.png"));
        await open.Page.EvaluateExpressionAsync("document.querySelector('.driver-row').dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }))");
        await open.Page.ScreenshotAsync(Path.Combine(Folder, $"{name}-dropping.png"));
    }
}
