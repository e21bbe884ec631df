(function () {
  'use strict';
  var root = document.documentElement;
  var options = null;
  var drawn = new Map();

  // The style sheet is the one home of the page's colours.
  function palette() {
    var style = getComputedStyle(root), colours = {};
    options.words.forEach(function (word) { colours[word] = style.getPropertyValue('--' + word).trim(); });
    return colours;
  }

  function drawAll() {
    if (options === null) { return; }
    var colours = palette();
    document.querySelectorAll('[data-chart]').forEach(function (place) {
      if (!place.clientWidth) { return; }
      var chart = drawn.get(place);
      if (!chart) {
        place.textContent = '';
        chart = echarts.init(place, null, { renderer: 'svg' });
        drawn.set(place, chart);
      }
      chart.resize();
      chart.setOption(paintOption(options.charts[place.dataset.chart], colours), true);
      lower(chart);
    });
  }

  // Below its legend, however many rows that has.
  function lower(chart) {
    var legend = chart.getModel().getComponent('legend');
    var view = legend && chart.getViewOfComponentModel(legend);
    var height = view && view.group.getBoundingRect().height;
    if (height > 30) { chart.setOption({ grid: { top: Math.ceil(height) + 28 } }); }
  }

  var dark = matchMedia('(prefers-color-scheme: dark)');
  var button = document.getElementById('theme');
  function setTheme(theme) {
    root.dataset.theme = theme;
    button.textContent = theme === 'dark' ? 'Light' : 'Dark';
    drawAll();
  }

  button.addEventListener('click', function () { setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'); });
  dark.addEventListener('change', function () { setTheme(dark.matches ? 'dark' : 'light'); });

  var pick = document.getElementById('trial');
  function showTrial() {
    document.querySelectorAll('.trial').forEach(function (trial) { trial.hidden = pick !== null && trial.dataset.trial !== pick.value; });
  }
  if (pick) { pick.addEventListener('change', function () { showTrial(); drawAll(); }); }

  var waiting, screenTheme = null;
  addEventListener('resize', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { if (screenTheme === null) { drawAll(); } }, 100);
  });

  // Paper is white, and as wide as it is: charts are scaled to it, for there is no time to lay them out again.
  addEventListener('beforeprint', function () {
    screenTheme = root.dataset.theme;
    setTheme('light');
    drawn.forEach(function (chart, place) {
      place.querySelector('svg').setAttribute('viewBox', '0 0 ' + chart.getWidth() + ' ' + chart.getHeight());
    });
  });
  addEventListener('afterprint', function () {
    drawn.forEach(function (chart, place) { place.querySelector('svg').removeAttribute('viewBox'); });
    setTheme(screenTheme);
    screenTheme = null;
  });

  // Packed, it takes a third of the room. Where it cannot be unpacked, the pictures stay that are there.
  function unpack(id) {
    var packed = Uint8Array.from(atob(document.getElementById(id).textContent), function (c) { return c.charCodeAt(0); });
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  }

  function load(then) {
    if (typeof DecompressionStream === 'undefined') { return; }
    Promise.all([unpack('packed'), unpack('charts')]).then(function (texts) {
      var script = document.createElement('script');
      script.textContent = texts[0];
      document.head.appendChild(script);
      options = JSON.parse(texts[1]);
      then();
    });
  }

  showTrial();
  // report.html#dark and report.html#light open in that theme.
  var wanted = location.hash.slice(1);
  setTheme(wanted === 'dark' || wanted === 'light' ? wanted : dark.matches ? 'dark' : 'light');
  load(drawAll);
})();
