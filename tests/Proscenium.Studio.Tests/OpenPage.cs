using System.Text.Json;
using PuppeteerSharp;

namespace Proscenium.Studio.Tests;

/// <summary>A page in a browser, as a listener uses it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    const int PatienceMilliseconds = 60000;

    /// <summary>The folder of the project's examples.</summary>
    public static readonly string Examples = Path.Combine(AppContext.BaseDirectory, "examples");

    readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => Faults.Add(error.Message);
        page.Console += (_, said) =>
        {
            if (said.Message.Type == ConsoleType.Error) Faults.Add(said.Message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Waits until what is shown is measured.</summary>
    public Task Measured() => Until("document.querySelector('#stage-label')?.textContent === 'measured' && document.querySelector('#busy')?.hidden !== false");

    /// <summary>Does something that changes the state, and waits until what became of it is measured.</summary>
    public async Task MeasuredAfter(Func<Task> act)
    {
        int before = await Page.EvaluateExpressionAsync<int>("window.studio.timings.measured.length");
        await act();
        await Until($"window.studio.timings.measured.length > {before}");
        await Measured();
    }

    public Task Until(string condition) => Page.WaitForFunctionAsync($"() => {condition}", new WaitForFunctionOptions { Timeout = PatienceMilliseconds });

    public async Task<string> Text(string selector) => await Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    /// <summary>Decibels of cancellation that are shown.</summary>
    public async Task<double> Cancellation() => double.Parse((await Text("#cancellation")).Split(' ')[0].Replace('\u2212', '-'), System.Globalization.CultureInfo.InvariantCulture);

    public Task<JsonElement> State() => Page.EvaluateExpressionAsync<JsonElement>("window.studio.state()");

    public Task Focus(string selector) => Page.EvaluateFunctionAsync("selector => document.querySelector(selector).focus()", selector);

    public async Task Press(string key, string? with = null)
    {
        if (with is not null) await Page.Keyboard.DownAsync(with);
        await Page.Keyboard.PressAsync(key);
        if (with is not null) await Page.Keyboard.UpAsync(with);
    }

    /// <summary>Drags the middle of something by some pixels, in steps.</summary>
    public async Task Drag(string selector, int right, int down, int steps = 8)
    {
        double[] middle = await Page.EvaluateFunctionAsync<double[]>("selector => { const box = document.querySelector(selector).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }", selector);
        await Page.Mouse.MoveAsync((decimal)middle[0], (decimal)middle[1]);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((decimal)middle[0] + right, (decimal)middle[1] + down, new() { Steps = steps });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Drops example files on an element, as a file manager does.</summary>
    public async Task Drop(string selector, params string[] names)
    {
        object[] files = [.. names.Select(name => new { name = Path.GetFileName(name), content = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Examples, name))) })];
        await Page.EvaluateFunctionAsync("""
            (selector, files) => {
                const transfer = new DataTransfer(), target = document.querySelector(selector);
                for (const { name, content } of files) transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
                for (const type of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """, selector, files);
    }

    /// <summary>Chooses files where something asks for them.</summary>
    public async Task Choose(Func<Task> ask, params string[] files)
    {
        Task<FileChooser> asked = Page.WaitForFileChooserAsync(new() { Timeout = PatienceMilliseconds });
        await Page.EvaluateExpressionAsync("0"); // the browser knows by now that it is not to show a window of its own
        await ask();
        await (await asked).AcceptAsync(files);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
