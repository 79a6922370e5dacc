#' A theme of ggplot2 like the figures of frameshift
#'
#' Small type for print, no grid but that of values, legends without a title below.
#'
#' @param base_size Size of the type in points.
#' @return A theme of ggplot2.
#' @export
theme_frameshift <- function(base_size = 7) {
  needs("ggplot2", "theme_frameshift")
  none <- ggplot2::element_blank()
  ggplot2::theme_minimal(base_size = base_size) + ggplot2::theme(
    panel.grid.minor = none,
    panel.grid.major.x = none,
    axis.ticks.x = ggplot2::element_line(linewidth = 0.25),
    axis.line.x = ggplot2::element_line(linewidth = 0.25),
    plot.title.position = "plot",
    plot.title = ggplot2::element_text(face = "bold", size = base_size * 1.1),
    strip.text = ggplot2::element_text(hjust = 0, face = "bold"),
    legend.position = "bottom",
    legend.title = none
  )
}

#' Colours of Okabe and Ito, which colour-blind readers tell apart
#'
#' @export
fs_colours <- c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
