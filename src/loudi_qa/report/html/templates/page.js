(function () {
  "use strict";
  var root = document.documentElement;
  root.className += " js";

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function unfold(element) {
    while (element && element !== document.body) {
      if (element.tagName === "DETAILS") {
        element.open = true;
      }
      element = element.parentNode;
    }
  }

  /* An address within the page leads to something folded away: it is unfolded first. */
  function follow() {
    var id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch (malformed) {
      return;
    }
    var target = id && document.getElementById(id);
    if (target) {
      if (target.offsetParent === null && query.value) {
        query.value = "";
        search();
      }
      unfold(target);
      target.scrollIntoView();
    }
  }
  all("[data-fold]").forEach(function (button) {
    button.addEventListener("click", function () {
      var open = button.getAttribute("data-fold") === "open";
      all("#cards details").forEach(function (details) {
        details.open = open;
      });
    });
  });

  /* Sorting: by number where every cell that is not empty is one, with a unit at most, else by text; what is empty comes last. */
  function number(text) {
    var match = /^([+\-]?\d+(\.\d+)?)(?![\d.\-])[^\d]*$/.exec(text);
    return match ? parseFloat(match[1]) : null;
  }

  function sort(table, column, header, down) {
    var body = table.tBodies[0];
    var rows = all("tr", body).map(function (row, place) {
      var text = row.cells[column].textContent.trim();
      return { row: row, place: place, text: text, number: number(text) };
    });
    var numeric = rows.every(function (each) {
      return each.number !== null || !each.text || each.text === "-";
    });
    function empty(each) {
      return numeric ? each.number === null : !each.text;
    }
    rows.sort(function (one, other) {
      if (empty(one) !== empty(other)) {
        return empty(one) ? 1 : -1;
      }
      var order = numeric ? one.number - other.number : one.text.localeCompare(other.text, root.lang, { numeric: true });
      return (down ? -order : order) || one.place - other.place;
    });
    rows.forEach(function (each) {
      body.appendChild(each.row);
    });
    all("th", table.tHead).forEach(function (th) {
      th.removeAttribute("aria-sort");
    });
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  all("table.sortable").forEach(function (table) {
    all("thead th", table).forEach(function (header, column) {
      if (header.classList.contains("unsorted")) {
        return;
      }
      var button = document.createElement("button");
      button.type = "button";
      while (header.firstChild) {
        button.appendChild(header.firstChild);
      }
      header.appendChild(button);
      button.addEventListener("click", function () {
        sort(table, column, header, header.getAttribute("aria-sort") === "ascending");
      });
    });
  });

  /* Search: a line is found if all words stand in it or in the name of its unit. */
  var query = document.getElementById("query");
  var found = document.getElementById("found");
  var texts = null;
  var MOST_UNFOLDED = 12;

  function read() {
    texts = all("article.card").map(function (card) {
      var name = card.getAttribute("data-name").toLowerCase();
      var lines = all("details.line", card).map(function (line) {
        return { element: line, text: name + " " + line.textContent.toLowerCase() };
      });
      return { element: card, lines: lines };
    });
  }

  function show(element, shown) {
    element.classList[shown ? "remove" : "add"]("gone");
  }

  function holds(text, words) {
    return words.every(function (word) {
      return text.indexOf(word) >= 0;
    });
  }

  /* Rows of a table without any of the words go, unless all of them would. */
  function narrow(words) {
    all("table").forEach(function (table) {
      var rows = all("tr[data-find]", table);
      var kept = rows.filter(function (row) {
        var text = row.getAttribute("data-find").toLowerCase();
        return words.some(function (word) {
          return text.indexOf(word) >= 0;
        });
      });
      rows.forEach(function (row) {
        show(row, !kept.length || kept.indexOf(row) >= 0);
      });
    });
  }

  function search() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var lines = 0, units = 0, matching = [];
    if (!texts) {
      read();
    }
    texts.forEach(function (card) {
      var own = 0;
      card.lines.forEach(function (line) {
        var shown = holds(line.text, words);
        show(line.element, shown);
        own += shown ? 1 : 0;
      });
      show(card.element, own > 0);
      lines += own;
      units += own > 0 ? 1 : 0;
      if (own) {
        matching.push(card.lines[0].element.parentNode);
      }
    });
    if (words.length && matching.length <= MOST_UNFOLDED) {
      matching.forEach(unfold);
    }
    narrow(words);
    if (!words.length) {
      found.textContent = "";
    } else if (lines) {
      found.textContent = found.getAttribute("data-found").replace("{lines}", lines).replace("{units}", units);
    } else {
      found.textContent = found.getAttribute("data-none");
    }
  }

  function first() {
    var line = all("details.line").filter(function (each) {
      return !each.classList.contains("gone") && !each.parentNode.parentNode.classList.contains("gone");
    })[0];
    if (line) {
      unfold(line);
      line.querySelector("summary").focus();
      line.scrollIntoView();
    }
  }

  /* A search starts when the keys have come to rest; while Chinese is being composed every key is the composer's. */
  var waiting = 0;
  function soon(event) {
    clearTimeout(waiting);
    if (!event.isComposing) {
      waiting = setTimeout(search, 120);
    }
  }
  query.addEventListener("input", soon);
  query.addEventListener("compositionend", soon);
  query.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      search();
      if (query.value.trim()) {
        first();
      }
    } else if (event.key === "Escape") {
      query.value = "";
      search();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && event.target !== query && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
    }
  });

  window.addEventListener("hashchange", follow);
  follow();

  /* On paper every line stands with its reason; the steps stay folded as the reader has them. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details.lines, details.more").filter(function (details) {
      return !details.open;
    });
    folded.forEach(function (details) {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (details) {
      details.open = false;
    });
  });
}());
