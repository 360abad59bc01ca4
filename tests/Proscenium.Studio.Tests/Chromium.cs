using Proscenium.Files;
using PuppeteerSharp;

namespace Proscenium.Studio.Tests;

/// <summary>One browser for all tests that look at pages, and one studio behind it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Name = "chromium";

    readonly RunningStudio _studio = new();
    IBrowser? _browser;

    public RunningStudio Studio => _studio;

    public async ValueTask InitializeAsync()
    {
        await _studio.InitializeAsync();
        if (InstalledProgram.Exists(Name))
            _browser = await Puppeteer.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required", "--force-prefers-reduced-motion"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        await _studio.DisposeAsync();
    }

    /// <summary>A fresh page in a profile of its own, with the first design measured; or the test is skipped.</summary>
    public Task<OpenPage> Open(string? fragment = null, int width = 1280, int height = 900, bool dark = false) => OpenAt(new($"{_studio.Address}{(fragment is null ? "" : $"&{fragment}")}"), width, height, dark);

    /// <summary>The same at another address.</summary>
    public async Task<OpenPage> OpenAt(Uri address, int width = 1280, int height = 900, bool dark = false)
    {
        RecordedData.RequireProgram(Name);
        IBrowserContext context = await _browser!.CreateBrowserContextAsync();
        IPage page = await context.NewPageAsync();
        OpenPage open = new(context, page);
        await page.SetViewportAsync(new() { Width = width, Height = height });
        if (dark) await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = "dark" }]);
        await page.GoToAsync(address.ToString());
        await open.Measured();
        return open;
    }
}
